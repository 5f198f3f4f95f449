-- The database of the first version, as SQLite's .dump writes it, with something in each table.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE "AskNotes" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AskNotes" PRIMARY KEY AUTOINCREMENT,
    "AskId" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "Person" TEXT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_AskNotes_Asks_AskId" FOREIGN KEY ("AskId") REFERENCES "Asks" ("Id") ON DELETE CASCADE
);
INSERT INTO "AskNotes" VALUES(1,1,'Seen on two servers.',NULL,'2026-11-21 10:00:00');
CREATE TABLE "Asks" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Asks" PRIMARY KEY AUTOINCREMENT,
    "Wanted" TEXT NOT NULL,
    "Folded" TEXT NOT NULL,
    "Askers" INTEGER NOT NULL,
    "FirstAt" TEXT NOT NULL,
    "LastAt" TEXT NOT NULL
);
INSERT INTO "Asks" VALUES(1,'0xDEADBEEF','0xdeadbeef',2,'2026-11-20 09:00:00','2026-11-21 10:00:00');
CREATE TABLE "EntryViews" (
    "EntryKey" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Count" INTEGER NOT NULL,
    CONSTRAINT "PK_EntryViews" PRIMARY KEY ("EntryKey", "Day")
);
INSERT INTO "EntryViews" VALUES('34513','2026-11-21',42);
CREATE TABLE "Feedback" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Feedback" PRIMARY KEY AUTOINCREMENT,
    "Receipt" TEXT NOT NULL,
    "EntryKey" TEXT NOT NULL,
    "Helped" INTEGER NOT NULL,
    "Note" TEXT NULL,
    "At" TEXT NOT NULL,
    "Revision" TEXT NOT NULL
);
INSERT INTO "Feedback" VALUES(1,'11111111-1111-4111-8111-111111111111','34513',1,NULL,'2026-11-20 09:00:00','r1');
INSERT INTO "Feedback" VALUES(2,'22222222-2222-4222-8222-222222222222','34513',0,NULL,'2026-11-20 09:30:00','r1');
INSERT INTO "Feedback" VALUES(3,'33333333-3333-4333-8333-333333333333','100110',0,'It did nothing.','2026-11-21 12:00:00','r2');
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261122031832_First','10.0.14');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE INDEX "IX_AskNotes_AskId" ON "AskNotes" ("AskId");
CREATE UNIQUE INDEX "IX_Asks_Folded" ON "Asks" ("Folded");
CREATE INDEX "IX_EntryViews_Day" ON "EntryViews" ("Day");
CREATE INDEX "IX_Feedback_EntryKey" ON "Feedback" ("EntryKey");
CREATE UNIQUE INDEX "IX_Feedback_Receipt" ON "Feedback" ("Receipt");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('Asks',1);
INSERT INTO "sqlite_sequence" VALUES('AskNotes',1);
INSERT INTO "sqlite_sequence" VALUES('Feedback',3);
COMMIT;
