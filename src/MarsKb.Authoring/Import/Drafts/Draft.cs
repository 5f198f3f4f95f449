using System.Globalization;
using System.Text;
using MarsKb.Codes;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Import.Blocks;
using MarsKb.Import.Reading;
using MarsKb.Import.Rules;
using MarsKb.Import.Vocabulary;
using MarsKb.Rendering;

namespace MarsKb.Import.Drafts;

/// <summary>An imported entry as the text of a content file, still without its key.</summary>
sealed class Draft
{
    const int LongestTitle = 80;
    const int LongestCauseTitle = 110;
    const string AnyKey = "imported-entry";

    readonly string front;
    readonly string body;

    Draft(string title, IReadOnlyList<string> codes, DraftIdentity identity, string front, string body)
    {
        Title = title;
        Codes = codes;
        Identity = identity;
        this.front = front;
        this.body = body;
    }

    public string Title { get; }

    /// <summary>Those that content can have.</summary>
    public IReadOnlyList<string> Codes { get; }

    public DraftIdentity Identity { get; }

    /// <summary>Writes the entry and reads it back; where the article's own marks would be a fault, the second try writes plain text.</summary>
    /// <param name="why">What is wrong with it, when the result is null.</param>
    /// <returns>Null when not even plain text can be read.</returns>
    public static Draft? Of(ImportedEntry entry, ArticleFile article, string component, string licence, ArticleAddress address, out string why)
    {
        why = "";
        foreach (var plain in (ReadOnlySpan<bool>)[false, true])
        {
            var draft = new Writer(entry, article, component, licence, address, plain).Write();
            if ((why = draft.Fault()) is "") return draft;
        }
        return null;
    }

    public string Text(string key, IReadOnlyList<string> related)
    {
        var text = new StringBuilder("---\nkey: ").Append(Quoted(key)).Append("\nstate: draft\n").Append(front);
        if (related.Count > 0) text.Append("related: [").AppendJoin(", ", related.Select(Quoted)).Append("]\n");
        return text.Append("---\n\n").Append(body).ToString();
    }

    /// <summary>What is wrong with it; empty for nothing.</summary>
    string Fault()
    {
        var text = Text(AnyKey, []);
        if (Encoding.UTF8.GetByteCount(text) > 900_000 || text.Split('\n').Any(l => Encoding.UTF8.GetByteCount(l) > 15_000)) return "it is too long";
        var bag = new DiagnosticBag();
        var file = EntryFile.Parse(new SourceText("entries/x.md", text), bag);
        var built = file.Build(new LinkTargets(), new Dictionary<string, SharedAction?>());
        return bag.ToImmutable().FirstOrDefault(d => d.Severity == Severity.Error)?.Text ?? (built is null ? "it cannot be read back" : "");
    }

    public static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>Cut between words.</summary>
    public static string Cut(string text, int longest)
    {
        var line = Shaped(Phrase.Collapse(text)).Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Trim();
        if (line.Length <= longest) return line.Length > 0 ? line : "Untitled";
        var cut = line[..(longest - 1)];
        return (cut.LastIndexOf(' ') is var at && at > longest / 2 ? cut[..at] : cut).TrimEnd(' ', ',', ';', ':', '.', '\uD83D') + "…";
    }

    static string Shaped(string text)
    {
        var shaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.Surrogate)) shaped.Append(rune.ToString());
        return shaped.ToString();
    }

    sealed class Writer(ImportedEntry entry, ArticleFile article, string component, string licence, ArticleAddress address, bool plain)
    {
        readonly StringBuilder body = new();
        readonly HashSet<string> ids = new(StringComparer.Ordinal);

        public Draft Write()
        {
            var codes = entry.Codes.Where(c => ErrorCode.Parse(c) is { } parsed && parsed.Text == c && Slug.IsKey(c)).ToList();
            var messages = entry.Messages.Select(m => MessageText.WithPlaceholders(Shaped(m.Text))).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            // A heading that stands in for a message is no message that somebody could paste, unless nothing else names the error.
            if (entry.Messages.All(m => !m.Certain) && codes.Count > 0) messages.Clear();
            var title = Cut(Title(messages), LongestTitle);
            var front = new StringBuilder();
            front.Append("kind: ").Append(!entry.IsGuide && (codes.Count > 0 || messages.Count > 0) ? "error" : "guide").Append('\n');
            front.Append("title: ").Append(Quoted(title)).Append('\n');
            if (codes.Count > 0) front.Append("codes: [").AppendJoin(", ", codes.Select(Quoted)).Append("]\n");
            front.Append("component: ").Append(component).Append('\n');
            if (messages.Count > 0)
            {
                front.Append("messages:\n");
                foreach (var message in messages) front.Append("  - text: ").Append(Quoted(message)).Append('\n');
            }
            var anchor = entry.Anchor ?? (entry.Title.Length > 0 && entry.Path.Count > 0 && entry.Title != entry.Path[^1] ? HeadingAnchor.Of(entry.Title) : HeadingAnchor.Of(entry.Path.LastOrDefault() ?? ""));
            front.Append("sources:\n  - title: ").Append(Quoted(Cut(article.Title ?? article.Name, 200)))
                .Append("\n    url: ").Append(Quoted(address.Of(anchor)))
                .Append("\n    licence: ").Append(Quoted(licence))
                .Append("\n    date: ").Append(Day(article.Date)).Append('\n');
            front.Append("owner: unassigned\nreviewed: ").Append(Day(article.Date)).Append("\nreviewBy: ").Append(Day(article.Date.AddYears(1))).Append('\n');

            Summary(codes);
            foreach (var cause in entry.Causes) Cause(cause);
            if (entry.Actions.Count > 0)
            {
                Heading("Procedure", entry.Causes.Count == 0 ? "What to do" : "Whichever cause it is");
                Actions(entry.Actions);
            }
            if (entry.Notes.Count > 0 && Blocks(entry.Notes) is { Length: > 0 } notes) body.Append("## Notes\n\n").Append(notes).Append("\n\n");
            return new Draft(title, codes, new DraftIdentity(address.Of(anchor), codes.FirstOrDefault(), title, messages.FirstOrDefault()), front.ToString(), body.ToString().TrimEnd() + "\n");
        }

        /// <summary>The code stands beside the title anyway: where the article has no other, the message says more, else the cause.</summary>
        string Title(List<string> messages)
        {
            if (entry.Codes.Count == 0 || !CodeFinder.IsCodes(entry.Title)) return entry.Title;
            var words = messages.FirstOrDefault() ?? (entry.Causes.FirstOrDefault()?.Blocks.FirstOrDefault() is { } cause ? BlockText.OneLine(cause) : "");
            if (words.Length == 0) return entry.Title;
            var sentences = Wording.Sentences(words);
            return (sentences.Count > 1 ? words[..sentences[1]] : words).Trim().TrimEnd('.');
        }

        void Summary(List<string> codes)
        {
            var begin = body.Length;
            if (entry.Title.Length > LongestTitle) body.Append(Words(entry.Title)).Append("\n\n");
            // "You see the following error:" leads to what now stands apart.
            var blocks = entry.Summary.Where(p => p is not TextBlock text || !Wording.IsLeadIn(text.Phrase.Text)).ToList();
            if (Blocks(blocks) is { Length: > 0 } summary) body.Append(summary).Append("\n\n");
            if (entry.Codes.Except(codes).ToList() is { Count: > 0 } odd) body.Append("It is printed as ").AppendJoin(", ", odd.Select(c => "`" + c.Replace('`', ' ') + "`")).Append(".\n\n");
            foreach (var message in entry.Messages)
                if (MessageText.WithPlaceholders(Shaped(message.Text)) is null) body.Append("It says:\n\n").Append(Words(message.Text)).Append("\n\n");
            if (body.Length == begin) body.Append("Imported from \"").Append(Words(article.Title ?? article.Name)).Append("\".\n\n");
        }

        void Cause(ImportedCause cause)
        {
            var first = cause.Blocks.FirstOrDefault();
            var words = first is null ? "Not stated" : BlockText.OneLine(first);
            var sentences = Wording.Sentences(words);
            var sentence = sentences.Count > 1 ? words[..sentences[1]].TrimEnd() : words;
            var title = Cut(sentence, LongestCauseTitle).TrimEnd('.');
            Heading("Cause", title);
            // What the heading already says in full is not said twice.
            var rest = cause.Blocks.Count > 0 && sentence.Length <= LongestCauseTitle && sentences.Count == 1 && first is TextBlock ? cause.Blocks.Skip(1) : cause.Blocks;
            if (Blocks(rest) is { Length: > 0 } text) body.Append(text).Append("\n\n");
            if (cause.Actions.Count > 0) Actions(cause.Actions);
        }

        void Heading(string word, string title)
        {
            if (string.IsNullOrWhiteSpace(title.Replace("*", "", StringComparison.Ordinal))) title = "Not stated";
            var id = DraftSlug.Of(title, 48);
            var unique = id;
            for (var number = 2; !ids.Add(unique); number++) unique = string.Create(CultureInfo.InvariantCulture, $"{id}-{number}");
            body.Append("## ").Append(word).Append(": ").Append(title.Replace("{#", "{ #", StringComparison.Ordinal).Replace('<', '‹').Replace('>', '›').Replace("*", "", StringComparison.Ordinal)).Append(" {#").Append(unique).Append("}\n\n");
        }

        void Actions(IReadOnlyList<ImportedAction> actions)
        {
            foreach (var action in actions)
                if (action.Lead is { } lead && lead.Phrase.Text.Length > 80) body.Append(Blocks([lead])).Append("\n\n");
            body.Append("### Do this\n\n");
            var number = 0;
            foreach (var action in actions)
            {
                var mark = string.Create(CultureInfo.InvariantCulture, $"{++number}. ");
                body.Append(mark).Append(Blocks(action.Blocks, new string(' ', mark.Length)) is { Length: > 0 } text ? text : "See the source.").Append('\n');
            }
            body.Append('\n');
        }

        string Blocks(IEnumerable<Block> blocks, string indent = "") =>
            plain ? string.Join("\n\n" + indent, blocks.Where(p => p is not (LostBlock or BreakBlock)).Select(p => Words(BlockText.Of(p))).Where(w => w.Length > 0)) : DraftText.Of(blocks, address.Link, indent);

        static string Words(string text) => DraftText.Plain(Shaped(text));

        static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
