using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MarsKb.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Searches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Searches",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Query = table.Column<string>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<long>(type: "INTEGER", nullable: false),
                    Template = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Codes = table.Column<string>(type: "TEXT", nullable: true),
                    Hits = table.Column<int>(type: "INTEGER", nullable: false),
                    Confidence = table.Column<string>(type: "TEXT", nullable: true),
                    Best = table.Column<string>(type: "TEXT", nullable: true),
                    Chosen = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Searches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SearchLogState",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    KeepDays = table.Column<int>(type: "INTEGER", nullable: false),
                    Lost = table.Column<long>(type: "INTEGER", nullable: false),
                    LostAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchLogState", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Searches_At",
                table: "Searches",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Searches_Fingerprint",
                table: "Searches",
                column: "Fingerprint");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SearchLogState");

            migrationBuilder.DropTable(
                name: "Searches");
        }
    }
}
