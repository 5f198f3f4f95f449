namespace MarsKb.Import;

/// <summary>What an article's part gives away about being an entry.</summary>
[Flags]
enum Evidence { None = 0, Label = 1, Remedy = 2, Steps = 4, Explains = 8, MessageShown = 16, Table = 32 }

/// <summary>
/// Fills an entry from pieces, one after another. A label, a heading or a tell-tale sentence says which field the next pieces belong to;
/// lists become messages, causes or actions by the field they stand in.
/// </summary>
sealed class EntryBuilder(ImportedEntry entry)
{
    readonly List<Piece> taken = [];
    Field now = Field.Summary;
    ImportedCause? cause;
    List<ImportedAction> actions = entry.Actions;
    int causesSinceAction;
    TextPiece? lead;
    bool leadIsReading;
    bool expectMessage;
    bool expectCauses;
    bool once;
    bool afterList;

    bool afterItem;

    /// <summary>True below a line in bold that heads one thing to do.</summary>
    bool underTitle;

    public ImportedEntry Entry => entry;

    public Evidence Evidence { get; private set; }

    /// <summary>True when the text ends by announcing causes that follow as sections.</summary>
    public bool ExpectsCauses => expectCauses;

    /// <summary>True when the text ends by announcing something to do.</summary>
    public bool ExpectsActions => lead is not null && !leadIsReading && now == Field.Action;

    public void AddAll(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces) Add(piece);
    }

    /// <summary>Marks everything that went into the entry as taken.</summary>
    public void Commit()
    {
        foreach (var piece in taken) piece.Take();
    }

    public void Enter(Label label, string own = "", int line = 0)
    {
        EndLead();
        expectMessage = label.Field is Field.Message or Field.Symptom;
        expectCauses = false;
        afterList = false;
        underTitle = afterItem = false;
        once = false;
        now = label.Field;
        if (now is Field.Code or Field.Message or Field.Cause or Field.Action) Evidence |= Evidence.Label;
        if (now == Field.Summary) actions = entry.Actions;
        switch (now)
        {
            case Field.Cause:
                cause = new ImportedCause([], label.Number, line);
                entry.Causes.Add(cause);
                causesSinceAction++;
                if (own.Length > 0) cause.Pieces.Add(new TextPiece(Phrase.Of(own), line, line));
                break;
            case Field.Action:
                actions = ActionsFor(label.Number);
                causesSinceAction = 0;
                break;
        }
    }

    /// <summary>The cause that a remedy belongs to: the one with its number, else the one right before it.</summary>
    List<ImportedAction> ActionsFor(int number)
    {
        DropEmptyCauses();
        if (number > 0)
        {
            if (entry.Causes.Find(c => c.Number == number) is { } same) return same.Actions;
            if (entry.Causes.Count > 1 && entry.Causes.Count >= number && entry.Causes.All(c => c.Number == 0)) return entry.Causes[number - 1].Actions;
        }
        if (causesSinceAction == 1 && cause is not null && entry.Causes.Contains(cause)) return cause.Actions;
        return entry.Causes.Count == 1 && number > 0 ? entry.Causes[0].Actions : causesSinceAction == 0 ? actions : entry.Actions;
    }

    void DropEmptyCauses() => entry.Causes.RemoveAll(c => c.Pieces.Count == 0 && c.Actions.Count == 0 && c != cause);

    public void Add(Piece piece)
    {
        entry.EndLine = Math.Max(entry.EndLine, piece.EndLine);
        switch (piece)
        {
            case LostPiece or RulePiece:
                return;
            case TextPiece text when PhraseLabel.Read(text.Phrase) is { } label:
                taken.Add(piece);
                Enter(label.Label, line: piece.Line);
                if (label.Rest.IsBlank) return;
                Content(new TextPiece(label.Rest, text.Line, text.EndLine));
                once = now is Field.Message or Field.Code or Field.Note;
                return;
            case ListPiece list when AreFields(list):
                taken.Add(piece);
                foreach (var item in list.Items) AddAll(item.Pieces);
                return;
            case QuotePiece { Kind.Length: > 0 } alert:
                taken.Add(piece);
                entry.Notes.Add(alert);
                return;
            case TabPiece tab:
                Tab(tab);
                return;
            case TablePiece table:
                taken.Add(piece);
                Table(table);
                return;
        }
        if (once && now is Field.Message or Field.Code or Field.Note && (once || piece is TextPiece))
        {
            // "Error message: text" in one line is the whole message; what follows is prose, unless it is printed as code.
            if (once && !(now == Field.Message && piece is CodePiece && entry.Messages.Count == 0)) now = Field.Summary;
            once = false;
        }
        taken.Add(piece);
        Content(piece);
    }

    void Tab(TabPiece tab)
    {
        taken.Add(tab);
        var before = actions.Count;
        foreach (var piece in tab.Section.All.Skip(1))
            if (piece is HeadingPiece heading) Subheading(heading);
            else Add(piece);
        afterItem = underTitle = false;
        // The first thing to do in a tab says for whom it is.
        if (now == Field.Action && actions.Count > before) actions[before].Pieces.Insert(0, new TextPiece(new Phrase([new PhraseRun(tab.Section.Title + ":", PhraseStyle.Bold)]), tab.Line, tab.Line));
    }

    void Subheading(HeadingPiece heading)
    {
        if (Labels.Prefix(heading.Phrase.OneLine) is { } label && !Labels.Gathers(heading.Phrase.OneLine)) Enter(label.Label, heading.Phrase.OneLine[label.Rest..], heading.Line);
    }

    /// <summary>A list whose items are fields: <c>- **Message**: …</c>, <c>- **Cause**: …</c>.</summary>
    static bool AreFields(ListPiece list)
    {
        var fields = 0;
        foreach (var item in list.Items)
            if (item.Pieces.FirstOrDefault() is TextPiece text && PhraseLabel.Read(text.Phrase) is { Label.Field: not Field.Note }) fields++;
        return fields > 0 && fields * 2 >= list.Items.Count;
    }

    void Content(Piece piece)
    {
        switch (now)
        {
            case Field.Summary:
                Summary(piece);
                break;
            case Field.Symptom:
                Symptom(piece);
                break;
            case Field.Message:
                Message(piece);
                break;
            case Field.Code:
                foreach (var code in CodeFinder.InField(PieceText.Of(piece))) CodeFinder.Add(entry.Codes, code);
                once = true;
                break;
            case Field.Cause:
                Cause(piece);
                break;
            case Field.Action:
                Action(piece);
                break;
            default:
                entry.Notes.Add(piece);
                break;
        }
    }

    void Summary(Piece piece)
    {
        switch (piece)
        {
            case TextPiece text:
                Prose(text, splits: true);
                break;
            case ListPiece list when expectMessage && AreMessages(list):
                Messages(list);
                break;
            case ListPiece list when expectCauses:
                foreach (var item in list.Items) NewCause(item);
                expectCauses = false;
                break;
            case ListPiece list when list.Items.Count(i => Wording.IsCommand(PieceText.OneLine(i))) is var commands && (commands * 2 > list.Items.Count || list.Ordered && commands > 0):
                Evidence |= Evidence.Steps;
                Items(list, entry.Actions);
                break;
            case CodePiece code when (expectMessage && code.Language.ToLowerInvariant() is not ("sql" or "kusto" or "csharp" or "python") || code.Language is "error" or "output" or "Output" || IsUnderCode(code)) && MessageText.InCode(code.Code) is { Length: > 0 } printed:
                AddMessage(printed, true, code.Line);
                break;
            case QuotePiece quote when entry.Messages.Count == 0:
                // A quotation that nothing announces may be anybody's words.
                var evidence = Evidence;
                AddMessage(PieceText.Of(quote), true, quote.Line);
                if (!expectMessage) Evidence = evidence;
                break;
            default:
                entry.Summary.Add(piece);
                break;
        }
    }

    void Symptom(Piece piece)
    {
        switch (piece)
        {
            case TextPiece text:
                Prose(text, splits: false);
                break;
            case ListPiece list when expectMessage && AreMessages(list):
                Messages(list);
                break;
            case CodePiece code when code.Language is "error" or "output" or "" or "text" or "txt" or "console" or "json" or "Output" or "plaintext" || expectMessage && !IsScript(code.Language):
                if (MessageText.InCode(code.Code) is { Length: > 0 } shown) AddMessage(shown, true, code.Line);
                else entry.Summary.Add(code);
                break;
            case QuotePiece quote:
                AddMessage(PieceText.Of(quote), true, quote.Line);
                break;
            case ListPiece list:
                if (entry.Messages.Count == 0 && list.Items.SelectMany(i => i.Pieces).OfType<TextPiece>().Select(t => QuotedMessage.Find(t.Phrase)).FirstOrDefault(m => m is not null) is { } said) AddMessage(said, true, list.Line);
                entry.Summary.Add(list);
                break;
            default:
                entry.Summary.Add(piece);
                break;
        }
    }

    /// <summary>The first thing below a code is what the software prints with it.</summary>
    bool IsUnderCode(CodePiece code) => entry.Codes.Count > 0 && entry.Messages.Count == 0 && entry.Summary.Count == 0 && !IsScript(code.Language);

    static bool IsScript(string language) => language.StartsWith("azure", StringComparison.OrdinalIgnoreCase) || language.ToLowerInvariant() is "powershell" or "bash" or "sh" or "shell" or "sql" or "kusto" or "csharp" or "python" or "cmd" or "azurecli";

    void Prose(TextPiece text, bool splits)
    {
        var words = text.Phrase.Text;
        if (splits)
        {
            var sentences = Wording.Sentences(words);
            for (var i = 0; i < sentences.Count; i++)
            {
                var end = i + 1 < sentences.Count ? sentences[i + 1] : words.Length;
                var sentence = words[sentences[i]..end];
                var strong = Wording.IsStrongRemedy(sentence);
                if (!strong && !(Wording.IsRemedy(sentence) && (Wording.IsLeadIn(words) || Wording.IsCommand(sentence)))) continue;
                Evidence |= strong ? Evidence.Remedy : Evidence.Steps;
                var before = text.Phrase.Slice(0, sentences[i]).Trim();
                if (!before.IsBlank) Told(new TextPiece(before, text.Line, text.EndLine));
                now = Field.Action;
                actions = entry.Causes.Count == 1 && causesSinceAction == 1 ? entry.Causes[0].Actions : entry.Actions;
                expectMessage = expectCauses = false;
                Action(new TextPiece(text.Phrase.Slice(sentences[i]).Trim(), text.Line, text.EndLine));
                return;
            }
        }
        Told(text);
    }

    void Told(TextPiece text)
    {
        var words = text.Phrase.OneLine;
        if (Wording.ExplainsHeading(words)) Evidence |= Evidence.Explains;
        expectCauses = Wording.AnnouncesCauses(words) && !Wording.AnnouncesMessage(words);
        // A paragraph that is nothing but code right after "the following error:" is the message.
        if (expectMessage && text.Phrase.Runs.All(r => (r.Style & PhraseStyle.Code) != 0 || string.IsNullOrWhiteSpace(r.Text)) && words.Contains(' '))
        {
            AddMessage(words, true, text.Line);
            return;
        }
        expectMessage = Wording.AnnouncesMessage(words) && (Wording.IsLeadIn(words) || words.Length < 160) || now == Field.Symptom && expectMessage && Wording.IsLeadIn(words);
        if (entry.Messages.Count == 0 && QuotedMessage.Find(text.Phrase) is { } quoted) AddMessage(quoted, true, text.Line);
        // "This occurs when …. You see the following error:" says two things.
        if (expectMessage && Wording.IsLeadIn(words) && Wording.Sentences(text.Phrase.Text) is { Count: > 1 } sentences)
        {
            entry.Summary.Add(new TextPiece(text.Phrase.Slice(0, sentences[^1]).Trim(), text.Line, text.EndLine));
            entry.Summary.Add(new TextPiece(text.Phrase.Slice(sentences[^1]).Trim(), text.Line, text.EndLine));
            return;
        }
        entry.Summary.Add(text);
    }

    static bool AreMessages(ListPiece list)
    {
        var printed = 0;
        foreach (var item in list.Items)
            if (item.Pieces.FirstOrDefault() is TextPiece text && IsPrinted(text.Phrase) || item.Pieces.FirstOrDefault() is CodePiece) printed++;
        return printed * 2 >= list.Items.Count;
    }

    /// <summary>All in code, in quotes or in emphasis.</summary>
    static bool IsPrinted(Phrase phrase)
    {
        var marked = phrase.Runs.Where(r => r.Style != PhraseStyle.None).Sum(r => r.Text.Length);
        var text = phrase.Text.Trim();
        return marked * 5 >= text.Length * 4 || text.Length > 2 && text[0] is '"' or '“' or '\'' or '‘';
    }

    void Messages(ListPiece list)
    {
        foreach (var item in list.Items) AddMessage(PieceText.Of(item), true, item.Line);
        expectMessage = false;
    }

    void Message(Piece piece)
    {
        switch (piece)
        {
            case ListPiece list when !list.Items.All(i => Wording.IsCommand(PieceText.OneLine(i))):
                Messages(list);
                break;
            case TextPiece text when entry.Messages.Count > 0 && !IsPrinted(text.Phrase):
                now = Field.Summary;
                Summary(piece);
                break;
            case TextPiece text when Wording.IsLeadIn(text.Phrase.Text) && Wording.AnnouncesMessage(text.Phrase.Text):
                entry.Summary.Add(text);
                break;
            case CodePiece code:
                AddMessage(MessageText.InCode(code.Code), true, code.Line);
                break;
            default:
                AddMessage(PieceText.Of(piece), true, piece.Line);
                break;
        }
    }

    public void AddMessage(string text, bool certain, int line)
    {
        var message = MessageText.Clean(text);
        if (message.Length == 0 || entry.Messages.Any(m => m.Text.Equals(message, StringComparison.OrdinalIgnoreCase))) return;
        if (certain) Evidence |= Evidence.MessageShown;
        entry.Messages.Add(new ImportedMessage(message, certain, line));
    }

    ImportedCause NewCause(ListItem item)
    {
        var found = new ImportedCause([.. item.Pieces], 0, item.Line);
        entry.Causes.Add(found);
        causesSinceAction++;
        cause = found;
        return found;
    }

    void Cause(Piece piece)
    {
        if (cause is null) Enter(new Label(Field.Cause, 0), line: piece.Line);
        switch (piece)
        {
            case ListPiece list when cause!.Pieces.Count == 0 || expectCauses:
                // What announces the list is no cause itself.
                var number = cause!.Number;
                if (cause.Actions.Count == 0 && number == 0)
                {
                    entry.Causes.Remove(cause);
                    entry.Summary.AddRange(cause.Pieces);
                    causesSinceAction--;
                    foreach (var item in list.Items) NewCause(item);
                }
                else cause.Pieces.Add(list);
                expectCauses = false;
                break;
            case TextPiece text:
                if (Wording.SaysNothing(text.Phrase.Text)) break;
                var sentences = Wording.Sentences(text.Phrase.Text);
                if (cause!.Pieces.Count > 0 && Wording.IsStrongRemedy(text.Phrase.Text))
                {
                    Enter(new Label(Field.Action, 0), line: text.Line);
                    Evidence |= Evidence.Remedy;
                    Action(text);
                    break;
                }
                expectCauses = Wording.IsLeadIn(text.Phrase.Text) && (Wording.AnnouncesCauses(text.Phrase.Text) || !Wording.AnnouncesMessage(text.Phrase.Text)) && sentences.Count <= 2;
                cause.Pieces.Add(text);
                break;
            default:
                cause!.Pieces.Add(piece);
                break;
        }
    }

    void Action(Piece piece)
    {
        switch (piece)
        {
            case TextPiece text:
                ActionText(text);
                break;
            case ListPiece list when leadIsReading || AreLinks(list) && actions.Count > 0:
                EndLead();
                entry.Notes.Add(list);
                break;
            case ListPiece list:
                if (underTitle && actions is [.., { Pieces: [TextPiece title] }])
                {
                    actions.RemoveAt(actions.Count - 1);
                    lead = title;
                }
                underTitle = false;
                Items(list, actions);
                afterList = true;
                afterItem = list.Items.Count == 1 && actions.Count > 0;
                break;
            default:
                if (lead is not null)
                {
                    if (leadIsReading) entry.Notes.Add(lead);
                    else actions.Add(new ImportedAction([lead], lead.Line));
                    lead = null;
                    leadIsReading = false;
                }
                if (actions.Count > 0) actions[^1].Pieces.Add(piece);
                else actions.Add(new ImportedAction([piece], piece.Line));
                break;
        }
    }

    static bool AreLinks(ListPiece list) => list.Items.All(i => i.Pieces is [TextPiece text] && text.Phrase.Runs.All(r => r.Link is not null || r.Text.Trim(' ', '.', ',').Length == 0) && !Wording.IsCommand(text.Phrase.Text));

    void Items(ListPiece list, List<ImportedAction> into)
    {
        var first = true;
        foreach (var item in list.Items)
        {
            if (item.Pieces.Count == 0 || Wording.SaysNothing(PieceText.OneLine(item))) continue;
            into.Add(new ImportedAction([.. item.Pieces], item.Line) { Lead = first ? lead : null });
            first = false;
        }
        lead = null;
        leadIsReading = false;
    }

    void ActionText(TextPiece text)
    {
        var words = text.Phrase.Text;
        if (Wording.SaysNothing(words)) return;
        EndLead();
        if (IsTitle(text.Phrase))
        {
            actions.Add(new ImportedAction([text], text.Line));
            underTitle = true;
            return;
        }
        // Below a list of one item, or between such lists, text belongs to the item: somebody forgot to indent it.
        if ((underTitle || afterItem) && actions.Count > 0 && !Wording.IsLeadIn(words))
        {
            actions[^1].Pieces.Add(text);
            return;
        }
        if (actions.Count > 0 && !afterList && Wording.OnlyShows(words))
        {
            actions[^1].Pieces.Add(text);
            return;
        }
        var sentences = Wording.Sentences(words);
        if (Wording.IsLeadIn(words) || Wording.AnnouncesSteps(words[sentences[^1]..]) && words.Length < 400)
        {
            var last = sentences[^1];
            var before = text.Phrase.Slice(0, last).Trim();
            leadIsReading = Wording.IsMoreReading(words[last..]) && !Wording.IsStrongRemedy(words[last..]);
            if (!before.IsBlank)
            {
                if (Instructs(before.Text)) actions.Add(new ImportedAction([new TextPiece(before, text.Line, text.EndLine)], text.Line));
                else entry.Notes.Add(new TextPiece(before, text.Line, text.EndLine));
            }
            lead = new TextPiece(text.Phrase.Slice(last).Trim(), text.Line, text.EndLine);
            return;
        }
        if (actions.Count > 0 && (Wording.IsMoreReading(words) && !Wording.IsCommand(words) || afterList && !Instructs(words) || words.StartsWith("This ", StringComparison.Ordinal)))
        {
            if (afterList || Wording.IsMoreReading(words)) entry.Notes.Add(text);
            else actions[^1].Pieces.Add(text);
            return;
        }
        foreach (var part in Parts(text.Phrase)) actions.Add(new ImportedAction([new TextPiece(part, text.Line, text.EndLine)], text.Line));
    }

    /// <summary>A short line in bold, as headings become within a case.</summary>
    static bool IsTitle(Phrase phrase) =>
        phrase.Text.Length is > 3 and <= 100 && phrase.Text[^1] is not (':' or '.') && phrase.Runs.All(r => string.IsNullOrWhiteSpace(r.Text) || (r.Style & PhraseStyle.Bold) != 0 && (r.Style & PhraseStyle.Code) == 0);

    static bool Instructs(string text)
    {
        var starts = Wording.Sentences(text);
        for (var i = 0; i < starts.Count; i++)
        {
            var sentence = text[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : text.Length)];
            if (Wording.IsInstruction(sentence) || Wording.IsStrongRemedy(sentence)) return true;
        }
        return false;
    }

    /// <summary>Several things to do on lines of their own, or in one sentence with semicolons between.</summary>
    static List<Phrase> Parts(Phrase phrase)
    {
        var text = phrase.Text;
        if (text.Contains('\n'))
        {
            var lines = Cut(phrase, '\n');
            if (lines.All(l => Wording.IsCommand(l.Text))) return lines;
        }
        else if (text.Contains("; ", StringComparison.Ordinal) && text.Length < 600)
        {
            var parts = Cut(phrase, ';');
            if (parts.All(p => Wording.IsInstruction(p.Text))) return parts;
        }
        return [phrase];
    }

    static List<Phrase> Cut(Phrase phrase, char mark)
    {
        var parts = new List<Phrase>();
        var start = 0;
        for (var i = 0; i <= phrase.Text.Length; i++)
        {
            if (i < phrase.Text.Length && phrase.Text[i] != mark) continue;
            var part = phrase.Slice(start, i).Trim();
            if (!part.IsBlank) parts.Add(part);
            start = i + 1;
        }
        return parts;
    }

    /// <summary>A lead-in that nothing follows is a thing to do itself.</summary>
    void EndLead()
    {
        if (lead is null) return;
        if (leadIsReading) entry.Notes.Add(lead);
        else if (Instructs(lead.Phrase.Text)) actions.Add(new ImportedAction([lead], lead.Line));
        else entry.Summary.Add(lead);
        lead = null;
        leadIsReading = false;
    }

    void Table(TablePiece table)
    {
        var shape = TableShape.Of(table);
        switch (shape.Kind)
        {
            case TableKind.Fields:
                Evidence |= Evidence.Table;
                // A header of a table without a header may itself be a row: "Error code | 123".
                if (table.Header is { Cells.Count: 2 } header && Labels.Match(header.Cells[0].Text) is { } first && Labels.Match(header.Cells[1].Text) is null && header.Cells[1].Text.Length > 0) Cell(first, header.Cells[1]);
                foreach (var row in table.Rows) Cell(Labels.Match(row.Cells[0].Text)!.Value, row.Cells[1]);
                now = Field.Summary;
                break;
            case TableKind.Causes:
                Evidence |= Evidence.Table;
                foreach (var row in table.Rows) CauseRow(shape, row);
                now = Field.Summary;
                actions = entry.Actions;
                break;
            case TableKind.Actions when now is Field.Action or Field.Summary or Field.Cause:
                foreach (var row in table.Rows) actions.Add(new ImportedAction([.. row.Cells.SelectMany(c => c.Pieces)], row.Line));
                lead = null;
                break;
            case TableKind.Contents:
                entry.Notes.Add(table);
                break;
            default:
                Content(table);
                break;
        }
    }

    void Cell(Label label, TableCell cell)
    {
        Enter(label, line: cell.Pieces.FirstOrDefault()?.Line ?? entry.Line);
        if (label.Field == Field.Message) AddMessage(cell.Text, true, entry.Line);
        else AddAll(cell.Pieces);
    }

    void CauseRow(TableShape shape, TableLine row)
    {
        Enter(new Label(Field.Cause, 0), line: row.Line);
        cause!.Pieces.AddRange(Cells(shape, row, Field.Cause));
        if (cause.Pieces.Count == 0) entry.Causes.Remove(cause);
        Enter(new Label(Field.Action, 0), line: row.Line);
        AddAll(Cells(shape, row, Field.Action));
        EndLead();
    }

    static IEnumerable<Piece> Cells(TableShape shape, TableLine row, Field wanted)
    {
        for (var i = 0; i < Math.Min(shape.Columns.Count, row.Cells.Count); i++)
            if (shape.Columns[i] == wanted) foreach (var piece in row.Cells[i].Pieces) yield return piece;
    }

    /// <summary>One row of a table of errors.</summary>
    /// <param name="titled">False when the row's own words become the entry's title.</param>
    public void Row(TableShape shape, TableLine row, bool titled)
    {
        Evidence |= Evidence.Table;
        taken.Add(row);
        entry.EndLine = Math.Max(entry.EndLine, row.EndLine);
        string? named = null;
        var count = Math.Min(shape.Columns.Count, row.Cells.Count);
        for (var i = 0; i < count; i++)
            if (shape.Columns[i] is null or Field.Note or Field.Summary)
            {
                var text = row.Cells[i].Text;
                foreach (var code in text.All(c => char.IsAsciiDigit(c) || c == ' ') ? [] : CodeFinder.InMessage(text)) { CodeFinder.Add(entry.Codes, code); named ??= text; }
                if (text.Length > 0) entry.Summary.AddRange(row.Cells[i].Pieces);
            }
            else if (shape.Columns[i] == Field.Code)
            {
                foreach (var code in CodeFinder.InField(row.Cells[i].Text)) CodeFinder.Add(entry.Codes, code);
                if ((CodeFinder.InField(row.Cells[i].Text).Count == 0 || !CodeFinder.IsCodes(row.Cells[i].Text) && row.Cells[i].Text.Length > 60) && row.Cells[i].Text.Contains(' ')) MessageCell(row.Cells[i], true);
            }
        for (var i = 0; i < count; i++)
            if (shape.Columns[i] is Field.Message or Field.Symptom)
            {
                MessageCell(row.Cells[i], shape.Columns[i] == Field.Message);
                if (entry.Codes.Count == 0 && shape.Columns[i] == Field.Symptom)
                    foreach (var code in CodeFinder.InMessage(row.Cells[i].Text)) CodeFinder.Add(entry.Codes, code);
            }
        var causes = entry.Causes.Count;
        if (shape.Columns.Contains(Field.Cause))
        {
            Enter(new Label(Field.Cause, 0), line: row.Line);
            AddAll(Cells(shape, row, Field.Cause));
            if (cause is { Pieces.Count: 0 }) entry.Causes.Remove(cause);
        }
        if (shape.Columns.Contains(Field.Action))
        {
            Enter(new Label(Field.Action, 0), line: row.Line);
            if (entry.Causes.Count - causes != 1) actions = entry.Actions;
            AddAll(Cells(shape, row, Field.Action));
            EndLead();
        }
        now = Field.Summary;
        if (!titled) entry.Title = entry.Codes.Count > 0 && shape.Columns.Contains(Field.Code) ? string.Join(", ", entry.Codes) : named ?? entry.Messages.FirstOrDefault()?.Text ?? PieceText.OneLine(row);
    }

    void MessageCell(TableCell cell, bool certain)
    {
        var texts = new List<string>();
        foreach (var piece in cell.Pieces)
            if (piece is TextPiece text && PhraseLabel.Read(text.Phrase) is not null || piece is TablePiece) { Flush(); Add(piece); }
            else if (piece is ListPiece list) { Flush(); if (AreFields(list)) Add(list); else foreach (var item in list.Items) AddMessage(PieceText.Of(item), certain, item.Line); }
            else texts.Add(PieceText.OneLine(piece));
        Flush();

        void Flush()
        {
            if (texts.Count > 0) AddMessage(string.Join(' ', texts), certain, entry.Line);
            texts.Clear();
        }
    }

    /// <summary>A section below that names a cause or a case of the heading: its text is the cause, its steps are the actions.</summary>
    public void AddCase(string title, IEnumerable<Piece> pieces, int line)
    {
        EndLead();
        var part = new ImportedEntry(title, line);
        var builder = new EntryBuilder(part);
        builder.AddAll(pieces);
        builder.Finish();
        Absorb(part, title, line);
        taken.AddRange(builder.taken);
    }

    /// <summary>Takes over what was read from a case: one cause with its actions.</summary>
    public void Absorb(ImportedEntry part, string title, int line)
    {
        foreach (var message in part.Messages) if (!entry.Messages.Any(m => m.Text == message.Text)) entry.Messages.Add(message);
        foreach (var code in part.Codes) CodeFinder.Add(entry.Codes, code);
        if (part.Causes.Count == 0 || part.Causes is [{ Actions.Count: 0 }] && part.Actions.Count == 0)
        {
            var own = new ImportedCause([new TextPiece(Phrase.Of(title), line, line), .. part.Summary, .. part.Causes.SelectMany(c => c.Pieces)], 0, line);
            own.Actions.AddRange(part.Actions);
            entry.Causes.Add(own);
        }
        else
        {
            if (part.Causes.Count == 1) part.Causes[0].Actions.AddRange(part.Actions);
            else entry.Actions.AddRange(part.Actions);
            entry.Causes.AddRange(part.Causes);
            entry.Summary.AddRange(part.Summary);
        }
        entry.Notes.AddRange(part.Notes);
        causesSinceAction = 2;
        actions = entry.Actions;
        now = Field.Summary;
    }

    /// <summary>A section below that is one thing to do.</summary>
    public void AddStep(HeadingPiece heading, IEnumerable<Piece> pieces)
    {
        if (lead is not null) { taken.Add(lead); lead = null; }
        var all = pieces.Where(p => p is not (LostPiece or RulePiece)).ToList();
        taken.Add(heading);
        taken.AddRange(all);
        actions.Add(new ImportedAction([new TextPiece(heading.Phrase, heading.Line, heading.EndLine), .. all], heading.Line));
    }

    public void AddNotes(HeadingPiece heading, IEnumerable<Piece> pieces)
    {
        taken.Add(heading);
        entry.Notes.Add(heading);
        foreach (var piece in pieces)
            if (piece is not (LostPiece or RulePiece))
            {
                taken.Add(piece);
                entry.Notes.Add(piece);
            }
    }

    public void Take(Piece piece) => taken.Add(piece);

    /// <summary>Decides what only the whole can tell.</summary>
    public void Finish()
    {
        EndLead();
        entry.Causes.RemoveAll(c => c.Pieces.Count == 0 && c.Actions.Count == 0);
        if (entry.Codes.Count == 0)
        {
            foreach (var message in entry.Messages.Where(m => m.Certain))
                foreach (var code in CodeFinder.InMessage(message.Text)) CodeFinder.Add(entry.Codes, code);
            if (entry.Codes.Count == 0)
                foreach (var text in entry.Summary.OfType<TextPiece>())
                    foreach (var code in CodeFinder.InProse(text.Phrase)) CodeFinder.Add(entry.Codes, code);
        }
        if (entry.Causes.Count == 0 && entry.Summary.OfType<TextPiece>().FirstOrDefault(t => Wording.NamesCause(t.Phrase.Text) && !Wording.IsLeadIn(t.Phrase.Text)) is { } reason)
        {
            entry.Causes.Add(new ImportedCause([reason], 0, reason.Line));
            entry.Summary.Remove(reason);
            entry.Doubts.Add("the cause is read out of running text");
        }
        if (entry.ActionCount == 0) FindInstruction();
        if (entry.Causes is [{ Actions.Count: 0 } only] && entry.Actions.Count > 0)
        {
            only.Actions.AddRange(entry.Actions);
            entry.Actions.Clear();
        }
    }

    /// <summary>Where nothing is marked as a remedy, the list of which most items tell the reader to do something, else the first sentence that does.</summary>
    void FindInstruction()
    {
        if (Wording.IsProblem(entry.Title) && entry.Summary.OfType<ListPiece>().FirstOrDefault(l => l.Items.Count(i => Tells(PieceText.OneLine(i))) * 2 >= l.Items.Count) is { } list)
        {
            Items(list, entry.Actions);
            entry.Summary.Remove(list);
            entry.Doubts.Add("what to do is read out of a list that nothing announces");
            return;
        }
        foreach (var onCondition in (ReadOnlySpan<bool>)[false, true])
            foreach (var text in entry.Causes.SelectMany(c => c.Pieces).Concat(entry.Summary).OfType<TextPiece>())
            {
                var words = text.Phrase.Text;
                var starts = Wording.Sentences(words);
                for (var i = 0; i < starts.Count; i++)
                {
                    var sentence = words[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : words.Length)];
                    if (onCondition ? !Wording.CommandsOnCondition(sentence) : !Wording.IsCommand(sentence) && !(sentence.StartsWith("To ", StringComparison.Ordinal) && sentence.Contains(','))) continue;
                    entry.Actions.Add(new ImportedAction([new TextPiece(text.Phrase.Slice(starts[i]).Trim(), text.Line, text.EndLine)], text.Line));
                    entry.Doubts.Add("what to do is read out of running text");
                    return;
                }
            }
    }

    static bool Tells(string text)
    {
        var starts = Wording.Sentences(text);
        for (var i = 0; i < starts.Count; i++)
        {
            var sentence = text[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : text.Length)];
            if (Wording.IsCommand(sentence) || Wording.CommandsOnCondition(sentence)) return true;
        }
        return false;
    }
}
