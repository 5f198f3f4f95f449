namespace MarsKb.Import;

/// <summary>Decides which sections of an article are entries, which are parts of one, and which say nothing to look up.</summary>
sealed class EntryFinder
{
    readonly ArticleFile article;
    readonly ImportReport report;
    readonly Section root;
    readonly List<ImportedEntry> entries = [];
    readonly Dictionary<Section, Candidate> candidates = [];
    readonly Dictionary<Section, bool> holding = [];

    EntryFinder(ArticleFile article, ImportReport report, Section root)
    {
        this.article = article;
        this.report = report;
        this.root = root;
    }

    sealed record Candidate(EntryBuilder Builder, int Score, List<Section> Fields, List<Section> Cases, List<Section> Others, List<TabPiece> Tabs, List<(TablePiece Table, TableShape Shape)> Tables)
    {
        public ImportedEntry Entry => Builder.Entry;
    }

    public static List<ImportedEntry> Find(ArticleFile article, IReadOnlyList<Piece> pieces, ImportReport report)
    {
        var finder = new EntryFinder(article, report, Section.Tree(pieces));
        GiveFieldsToNeighbours(finder.root);
        finder.Visit(finder.root, null);
        finder.entries.Sort((a, b) => a.Line.CompareTo(b.Line));
        finder.NameByPage();
        finder.ReportDoubts();
        finder.ReportLeft(pieces);
        return finder.entries;
    }

    /// <summary>"Cause" and "Resolution" on the level of the error that they explain belong to that error all the same.</summary>
    static void GiveFieldsToNeighbours(Section section)
    {
        Section? owner = null;
        foreach (var child in section.Children.ToList())
        {
            if (IsField(child, section) && owner is not null)
            {
                section.Children.Remove(child);
                owner.Children.Add(child);
                continue;
            }
            owner = !Wording.IsBoilerplate(child.Title) && !IsField(child, section) && (HeadingNamesError(child) || Wording.IsProblem(child.Title) && !Wording.IsHowTo(child.Title)) ? child : null;
        }
        foreach (var child in section.Children) GiveFieldsToNeighbours(child);
    }

    static bool HeadingNamesError(Section section) => section.Heading is { } heading && (CodeFinder.InHeading(heading.Phrase).Count > 0 || IsPrinted(section.Title));

    /// <summary>A heading that begins with a small letter is what the software prints.</summary>
    static bool IsPrinted(string title) => title.Length > 0 && char.IsAsciiLetterLower(title[0]) && title.Contains(' ');

    static bool IsField(Section section, Section parent)
    {
        if (section.Heading is null || section.IsTab || Wording.IsBoilerplate(section.Title) || Labels.Prefix(section.Title) is not { } prefix || Labels.Gathers(section.Title)) return false;
        var own = prefix.Rest < section.Title.Length;
        if (prefix.Label.Field is Field.Action or Field.Cause or Field.Note or Field.Summary) return prefix.Label.Field != Field.Summary || !own;
        if (own) return false;
        // "Scenario 1" with a cause and a remedy in its text is an error too.
        if (prefix.Label.Number > 0 && section.Pieces.OfType<TextPiece>().Any(t => PhraseLabel.Read(t.Phrase) is { Label.Field: Field.Cause or Field.Action })) return false;
        // "Issue 1" with its own "Cause" below is an error; "Issue" beside "Cause" is a part of one.
        return !section.Children.Any(c => Labels.Prefix(c.Title) is { Label.Field: Field.Cause or Field.Action });
    }

    /// <summary>On a page about one code, whatever goes wrong has that code; a single part that is called "Scenario" or "Example" is the page's entry.</summary>
    void NameByPage()
    {
        var heading = root.Children.Count == 1 ? root.Children[0].Heading?.Phrase : null;
        var title = heading ?? Phrase.Of(article.Title ?? "");
        if (entries.Count == 0 || entries.Exists(e => e.Codes.Count > 0) || CodeFinder.InHeading(title) is not { Count: > 0 } codes) return;
        foreach (var entry in entries)
            foreach (var code in codes) CodeFinder.Add(entry.Codes, code);
        if (entries is [{ } only] && (Labels.Match(only.Title) is not null || Wording.IsExample(only.Title))) only.Title = title.OneLine;
    }

    bool IsPage(Section section) => section == root || section.Level == 1 && root.Children.Count == 1;

    Candidate Of(Section section)
    {
        if (candidates.TryGetValue(section, out var known)) return known;
        var entry = new ImportedEntry(TitleOf(section), section.Line) { Anchor = section.Heading?.Anchor, Path = [.. section.Above] };
        var builder = new EntryBuilder(entry);
        var fields = section.Children.Where(c => IsField(c, section)).ToList();
        var rest = section.Children.Except(fields).ToList();
        var heading = section.Heading;
        var codes = heading is null || section.IsTab && !CodeFinder.IsCodes(section.Title) ? [] : CodeFinder.InHeading(heading.Phrase);
        if (section == root && root.Children.Count == 0) codes = CodeFinder.InHeading(Phrase.Of(article.Title ?? ""));
        foreach (var code in codes) CodeFinder.Add(entry.Codes, code);
        var named = codes.Count > 0 || IsPrinted(section.Title);
        var page = IsPage(section);
        var cases = rest.Where(c => !Wording.IsBoilerplate(c.Title) && Wording.IsCase(c.Title) && (page ? codes.Count > 0 : named || Wording.IsProblem(section.Title) && !SaysAll(c)) && !HeadingNamesError(c)).ToList();
        rest.RemoveAll(cases.Contains);

        // Tables of several errors are entries by themselves; so are tabs that explain an error.
        var tables = new List<(TablePiece, TableShape)>();
        var tabs = section.Pieces.OfType<TabPiece>().Where(IsErrorTab).ToList();
        Tables(section.Pieces, tables);
        var single = tables is [var only] && only.Item1.Rows.Count == 1 && !page && SplitRow(only.Item2, only.Item1.Rows[0]) is null ? only : default;
        if (single.Item1 is not null) tables.Clear();
        foreach (var piece in section.Pieces)
            if (piece == single.Item1)
            {
                builder.Row(single.Item2, single.Item1.Rows[0], titled: true);
                builder.Take(piece);
            }
            else if (!tables.Any(t => t.Item1 == piece) && !tabs.Contains(piece)) builder.Add(piece);
        foreach (var field in fields) Fill(builder, field, tables);
        foreach (var one in cases) builder.AddCase(one.Title, Deep(builder, one), one.Line);
        var extra = AbsorbOthers(section, builder, rest);
        builder.Finish();
        if (IsPrinted(section.Title)) entry.Messages.Insert(0, new ImportedMessage(MessageText.Clean(section.Title), false, section.Line));
        else if (entry.Messages.Count == 0 && entry.Codes.Count == 0 && section.Heading is not null && entry.Summary.Concat(entry.Causes.SelectMany(c => c.Pieces)).OfType<TextPiece>().Any(t => Wording.QuotesHeading(t.Phrase.Text)))
            entry.Messages.Add(new ImportedMessage(MessageText.Clean(section.Title), false, section.Line));
        if (entry.Messages.Count == 0 && section.IsBoldLine) entry.Messages.Add(new ImportedMessage(MessageText.Clean(section.Title), false, section.Line));
        if (entry.Messages.Count == 0 && heading is not null && MessageInHeading(heading.Phrase) is { } said) entry.Messages.Add(new ImportedMessage(said, false, section.Line));
        return candidates[section] = new Candidate(builder, Score(section, builder, codes.Count > 0, fields.Count > 0), fields, cases, extra, tabs, tables);
    }

    /// <summary>A scenario with a message, a cause and a remedy of its own is an error of its own, whatever it is called.</summary>
    bool SaysAll(Section section) => Of(section).Entry is { } entry && entry.Messages.Exists(m => m.Certain) && entry.Causes.Count > 0 && entry.ActionCount > 0;

    string TitleOf(Section section)
    {
        var title = section.Title;
        if (section == root || IsPage(section) && (title.Length == 0 || Labels.Match(title) is not null || Labels.Gathers(title))) return article.Title ?? (title.Length > 0 ? title : article.Name);
        return title;
    }

    /// <summary>"UserErrorVmGone - The machine is gone" and "Error 5: Access is denied" say the message behind the code.</summary>
    static string? MessageInHeading(Phrase heading)
    {
        var title = heading.OneLine;
        if (Labels.Prefix(title) is { Label.Field: Field.Message } prefix && prefix.Rest < title.Length && title[prefix.Rest..].Contains(' ')) return MessageText.Clean(title[prefix.Rest..]);
        if (heading.Runs.FirstOrDefault(r => r.Style.HasFlag(PhraseStyle.Code) && r.Text.Split(' ').Length > 3) is { } printed) return MessageText.Clean(printed.Text);
        if (title.IndexOf('"', StringComparison.Ordinal) is >= 0 and var open && title.IndexOf('"', open + 1) is > 0 and var close && title[(open + 1)..close].Split(' ').Length > 2) return MessageText.Clean(title[(open + 1)..close]);
        foreach (var mark in (ReadOnlySpan<string>)[" - ", " – ", " — ", ": "])
            if (title.IndexOf(mark, StringComparison.Ordinal) is > 0 and var at && title[(at + mark.Length)..].Trim() is var rest && rest.Contains(' ') && !CodeFinder.IsCodes(rest) && CodeFinder.IsCodes(title[..at])) return MessageText.Clean(rest);
        return null;
    }

    bool IsErrorTab(TabPiece tab)
    {
        if (Wording.IsHowTo(tab.Section.Title)) return false;
        if (CodeFinder.IsCodes(tab.Section.Title)) return true;
        var evidence = Of(tab.Section).Builder.Evidence;
        return Wording.IsProblem(tab.Section.Title) && tab.Section.Title.Contains(' ') && evidence != Evidence.None;
    }

    /// <summary>Tables of errors, wherever they stand in these pieces.</summary>
    static void Tables(IEnumerable<Piece> pieces, List<(TablePiece, TableShape)> found)
    {
        foreach (var piece in pieces)
            if (piece is TablePiece table)
            {
                if (TableShape.Of(table) is { Kind: TableKind.Errors } shape) found.Add((table, shape));
            }
            else if (piece is ListPiece or ListItem or QuotePiece { Kind: "" }) Tables(piece.Inside, found);
    }

    /// <summary>Reads a section that is a part of an entry: its own text, then the parts below it.</summary>
    static void Fill(EntryBuilder builder, Section field, List<(TablePiece, TableShape)> tables)
    {
        var prefix = Labels.Prefix(field.Title)!.Value;
        builder.Take(field.Heading!);
        var label = prefix.Label;
        // Where no cause is named as such, the "Issue" is the explanation.
        if (label.Field == Field.Symptom && field.Parent is { } parent && (builder.Entry.Messages.Count > 0 || parent.Pieces.Any(p => p is QuotePiece { Kind: "" } or CodePiece))
            && !parent.Children.Any(c => Labels.Prefix(c.Title) is { Label.Field: Field.Cause }) && parent.Children.Any(c => Labels.Prefix(c.Title) is { Label.Field: Field.Action })) label = new Label(Field.Cause, label.Number);
        builder.Enter(label, field.Title[prefix.Rest..], field.Line);
        Tables(field.Pieces, tables);
        builder.AddAll(field.Pieces.Where(p => !tables.Any(t => t.Item1 == p)));
        foreach (var child in field.Children)
        {
            var inner = Labels.Prefix(child.Title);
            if (inner is not null && !Labels.Gathers(child.Title)) Fill(builder, child, tables);
            else if (label.Field == Field.Action && (Wording.IsStep(child.Title) && !HasList(child) || !HasList(child))) builder.AddStep(child.Heading!, Deep(builder, child));
            else
            {
                builder.Take(child.Heading!);
                builder.AddAll(Deep(builder, child));
            }
        }
    }

    static bool HasList(Section section) => section.Pieces.OfType<ListPiece>().Any(l => l.Items.Count > 1);

    /// <summary>A section's pieces and those of the sections in it, headings that are labels kept.</summary>
    static List<Piece> Deep(EntryBuilder builder, Section section)
    {
        if (section.Heading is not null) builder.Take(section.Heading);
        var pieces = new List<Piece>(section.Pieces);
        foreach (var child in section.Children)
        {
            var title = child.Heading!.Phrase;
            var label = Labels.Prefix(title.OneLine);
            var text = label is not null && label.Value.Rest >= title.OneLine.Length ? new Phrase([new PhraseRun(title.OneLine.TrimEnd(':') + ":", PhraseStyle.Bold)]) : new Phrase([new PhraseRun(title.OneLine, PhraseStyle.Bold)]);
            // In a case "Issue" explains and "Solution" helps.
            if (label is { Label.Field: Field.Symptom }) text = new Phrase([new PhraseRun("Cause:", PhraseStyle.Bold)]);
            pieces.Add(new TextPiece(text, child.Line, child.Line));
            pieces.AddRange(Deep(builder, child));
        }
        return pieces;
    }

    /// <summary>Sections below that are no entries of their own are causes or steps where the text announces such, else notes.</summary>
    /// <returns>Those that stand for themselves.</returns>
    List<Section> AbsorbOthers(Section section, EntryBuilder builder, List<Section> others)
    {
        if (IsPage(section)) return others;
        var own = new List<Section>();
        var causes = builder.ExpectsCauses;
        var actions = builder.ExpectsActions;
        var anyEntry = others.Any(IsEntry);
        foreach (var child in others)
        {
            if (Wording.IsBoilerplate(child.Title)) own.Add(child);
            else if (IsEntry(child)) own.Add(child);
            else if (Wording.IsStep(child.Title) && !anyEntry) builder.AddStep(child.Heading!, child.All.Skip(1));
            else if (causes && !anyEntry) builder.AddCase(child.Title, Deep(builder, child), child.Line);
            else if (actions && !anyEntry) builder.AddStep(child.Heading!, child.All.Skip(1));
            else own.Add(child);
        }
        return own;
    }

    bool IsEntry(Section section)
    {
        if (section.Heading is null || Wording.IsBoilerplate(section.Title)) return false;
        var candidate = Of(section);
        return candidate.Score >= Needed(section, candidate);
    }

    /// <summary>True when it or anything below it is an entry.</summary>
    bool HasEntry(Section section)
    {
        if (holding.TryGetValue(section, out var known)) return known;
        return holding[section] = IsEntry(section) || Of(section).Tables.Count > 0 || Of(section).Others.Any(HasEntry);
    }

    int Needed(Section section, Candidate candidate)
    {
        var below = candidate.Tables.Count > 0 || candidate.Tabs.Count > 0 || candidate.Others.Any(HasEntry);
        if (IsPage(section)) return below ? 100 : 3;
        return below ? 4 : 2;
    }

    int Score(Section section, EntryBuilder builder, bool hasCode, bool hasFields)
    {
        var entry = builder.Entry;
        if (entry.Summary.Count == 0 && entry.Causes.Count == 0 && entry.ActionCount == 0 && entry.Messages.All(m => !m.Certain)) return 0;
        var evidence = builder.Evidence;
        if (IsPage(section) && hasFields) return 1_000;
        var score = 0;
        if (hasCode) score += 3;
        if (hasFields || evidence.HasFlag(Evidence.Label)) score += 3;
        if (evidence.HasFlag(Evidence.Table)) score += 3;
        if (evidence.HasFlag(Evidence.Remedy)) score += 3;
        if (evidence.HasFlag(Evidence.Steps)) score += 1;
        if (evidence.HasFlag(Evidence.Explains)) score += 2;
        if (evidence.HasFlag(Evidence.MessageShown)) score += 2;
        var title = entry.Title;
        if (Wording.IsProblem(title)) score += 2;
        if (IsPrinted(title)) score += 3;
        if (Wording.IsHowTo(title) && !hasCode) score -= 3;
        return score;
    }

    void Visit(Section section, string? why)
    {
        if (section.Heading is not null && Wording.IsBoilerplate(section.Title))
        {
            var all = section.All.ToList();
            report.Left(article, section.Line, all.Max(p => p.EndLine), $"\"{section.Title}\": further reading");
            foreach (var piece in all) piece.Take();
            return;
        }
        var candidate = Of(section);
        // The title is the source's, and a heading over entries is in their path.
        if (IsPage(section) || HasEntry(section)) section.Heading?.Take();
        var accepted = section.Heading is null && root.Children.Count > 0 && candidate.Score < 1_000 ? false : candidate.Score >= Needed(section, candidate);
        if (accepted) Accept(section, candidate);
        else if (IsGuide(section, candidate)) AcceptGuide(section, candidate);
        foreach (var (table, shape) in candidate.Tables) Rows(section, table, shape);
        foreach (var tab in candidate.Tabs) Visit(tab.Section, null);
        foreach (var child in candidate.Others)
            if (accepted && !IsPage(section) && !IsEntry(child) && !IsGuide(child, Of(child)) && !Wording.IsBoilerplate(child.Title) && Of(child).Tables.Count == 0 && !candidate.Others.Any(IsEntry)) Notes(candidate, child);
            else Visit(child, null);
        if (!accepted)
            foreach (var child in candidate.Fields.Concat(candidate.Cases))
                if (child.All.Any(p => !p.Taken) && child.Children.Any(IsEntry)) foreach (var inner in child.Children) Visit(inner, null);
    }

    static void Notes(Candidate candidate, Section child)
    {
        foreach (var piece in child.All)
            if (piece is not (LostPiece or RulePiece))
            {
                candidate.Entry.Notes.Add(piece);
                piece.Take();
            }
    }

    void Accept(Section section, Candidate candidate)
    {
        candidate.Builder.Commit();
        section.Heading?.Take();
        var entry = candidate.Entry;
        var evidence = candidate.Builder.Evidence;
        entry.Confidence = evidence.HasFlag(Evidence.Label) || evidence.HasFlag(Evidence.Table) ? 0.95
            : entry.Codes.Count > 0 || IsPrinted(section.Title) ? 0.9
            : evidence.HasFlag(Evidence.Remedy) && candidate.Score >= 5 ? 0.85
            : evidence.HasFlag(Evidence.Remedy) || evidence.HasFlag(Evidence.MessageShown) ? 0.7 : 0.55;
        if (entry.Confidence < 0.75) entry.Doubts.Add("nothing but its wording says that this section is about an error");
        entries.Add(entry);
    }

    bool IsGuide(Section section, Candidate candidate)
    {
        if (section.Heading is null || IsPage(section) || section.IsTab || candidate.Entry.ActionCount < 2) return false;
        return candidate.Score < Needed(section, candidate) && (Wording.IsHowTo(section.Title) || candidate.Builder.Evidence.HasFlag(Evidence.Steps) || candidate.Builder.Evidence.HasFlag(Evidence.Remedy));
    }

    void AcceptGuide(Section section, Candidate candidate)
    {
        candidate.Builder.Commit();
        section.Heading!.Take();
        var entry = candidate.Entry;
        entry.IsGuide = true;
        entry.Codes.Clear();
        entry.Messages.Clear();
        entry.Confidence = 0.7;
        entry.Doubts.Add("taken as a procedure");
        entries.Add(entry);
    }

    void Rows(Section section, TablePiece table, TableShape shape)
    {
        table.Header?.Take();
        foreach (var row in table.Rows)
        {
            var rows = SplitRow(shape, row) ?? [row];
            foreach (var part in rows)
            {
                var title = section.Title.Length > 0 ? section.Title : article.Title ?? article.Name;
                var entry = new ImportedEntry(title, row.Line) { Anchor = section.Heading?.Anchor ?? DraftSlug.Anchor(section.Title), Path = [.. section.Above, title] };
                var builder = new EntryBuilder(entry);
                builder.Row(shape, part, titled: rows.Count > 1);
                builder.Finish();
                builder.Commit();
                row.Take();
                entry.Confidence = 0.95;
                if (entry.Codes.Count > 0 || entry.Messages.Count > 0 || entry.Causes.Count > 0) entries.Add(entry);
                else report.Left(article, row.Line, row.EndLine, "a row that names no error");
            }
        }
    }

    /// <summary>A row whose remedy names several messages, each with its own remedy, is several errors.</summary>
    static List<TableLine>? SplitRow(TableShape shape, TableLine row)
    {
        var column = shape.Columns.ToList().IndexOf(Field.Action);
        if (column < 0 || column >= row.Cells.Count) return null;
        var parts = new List<List<Piece>>();
        foreach (var piece in row.Cells[column].Pieces)
        {
            var begins = piece is TextPiece text && PhraseLabel.Read(text.Phrase) is { Label.Field: Field.Message };
            if (begins) parts.Add([piece]);
            else if (parts.Count > 0) parts[^1].Add(piece);
            else return null;
        }
        if (parts.Count < 2) return null;
        var message = shape.Columns.ToList().FindIndex(c => c is Field.Message or Field.Symptom);
        return [.. parts.Select(p => new TableLine([.. row.Cells.Select((c, i) => i == column ? new TableCell(p) : i == message ? new TableCell([]) : c)], row.Line, row.EndLine))];
    }

    void ReportDoubts()
    {
        foreach (var entry in entries)
        {
            if (entry.Messages.Count > 0 && entry.Messages.All(m => !m.Certain)) entry.Doubts.Add("the message is a heading or a description");
            if (entry.ActionCount == 0) entry.Doubts.Add("it says nothing to do");
            if (entry.Doubts.Count > 0) report.Unsure(article, entry.Line, entry.Doubts.Contains("it says nothing to do") ? Math.Min(entry.Confidence, 0.6) : Math.Min(entry.Confidence, 0.75), $"\"{Cut(entry.Title)}\": {string.Join("; ", entry.Doubts)}");
        }
    }

    void ReportLeft(IReadOnlyList<Piece> pieces)
    {
        foreach (var lost in Lost(pieces)) report.Left(article, lost.Line, lost.EndLine, lost.Why);
        var from = 0;
        var to = 0;
        var words = "";
        foreach (var piece in pieces)
        {
            if (piece is LostPiece) continue;
            var left = !piece.Taken && !(piece.Inside.Any() && AllTaken(piece));
            if (left && from > 0 && piece is not HeadingPiece)
            {
                to = Math.Max(to, piece.EndLine);
                continue;
            }
            Flush();
            if (left) (from, to, words) = (piece.Line, piece.EndLine, Cut(PieceText.OneLine(piece)));
        }
        Flush();

        void Flush()
        {
            if (from > 0) report.Left(article, from, to, $"no error in it: {words}");
            from = 0;
        }
    }

    static bool AllTaken(Piece piece) => piece.Taken || piece.Inside.Any() && piece.Inside.All(AllTaken);

    static IEnumerable<LostPiece> Lost(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces)
            if (piece is LostPiece lost) yield return lost;
            else if (piece is not TextPiece) foreach (var inside in Lost(piece.Inside)) yield return inside;
    }

    static string Cut(string text) => text.Length <= 70 ? text : text[..67].TrimEnd() + "…";
}
