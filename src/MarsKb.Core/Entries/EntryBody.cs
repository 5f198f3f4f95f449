using Markdig.Syntax;
using MarsKb.Diagnostics;
using MarsKb.Rendering;

namespace MarsKb.Entries;

/// <summary>A section <c>## Cause</c> or <c>## Procedure</c> as written.</summary>
sealed record WrittenCause(
    string Id, string Title, bool IsProcedure, SourceLocation At,
    IReadOnlyList<Block> Text, IReadOnlyList<Block> HowToTell, IReadOnlyList<WrittenAction> Actions);

/// <summary>An entry's Markdown, cut at its headings.</summary>
sealed record EntryBody(
    MarkdownText Text, IReadOnlyList<Block> Summary, IReadOnlyList<WrittenCause> Causes, IReadOnlyList<Block> Notes,
    IReadOnlyList<IReadOnlyList<Block>> EditorsNotes)
{
    public static EntryBody None { get; } = new(MarkdownText.Empty, [], [], [], []);

    /// <param name="start">Offset in the file at which the body begins.</param>
    public static EntryBody Parse(SourceText source, int start, DiagnosticBag bag)
    {
        var text = MarkdownText.Parse(source.Text[start..], o => source.At(start + o), bag);
        return new Reader(text, bag).Read(source, start);
    }

    /// <summary>In the order of the file, which is that of the diagnostics.</summary>
    public EntryText Render(LinkTargets links, DiagnosticBag bag)
    {
        RichText Rich(IReadOnlyList<Block> blocks, bool headings = false) => MarkdownRenderer.Render(Text, blocks, links, bag, headings);
        return new EntryText(
            Rich(Summary),
            [.. Causes.Select(c => new CauseText(
                c.Id, c.Title, c.IsProcedure, Rich(c.Text), Rich(c.HowToTell),
                [.. c.Actions.Select(a => new ActionText(a.Include is null ? Rich(a.Blocks) : RichText.Empty, a.Include))]))],
            Rich(Notes, headings: true),
            [.. EditorsNotes.Select(n => Rich(n))]);
    }

    sealed class Section(HeadingBlock? heading, string title)
    {
        public HeadingBlock? Heading => heading;

        public string Title => title;

        public List<Block> Blocks { get; } = [];
    }

    sealed class Reader(MarkdownText text, DiagnosticBag bag)
    {
        const string Sections = "'## Cause: … {#id}', '## Procedure: … {#id}', '## Notes' and '## Editor's note'";
        const string Parts = "'### How to tell' and '### Do this' in a cause, any '###' in notes";

        readonly List<WrittenCause> causes = [];
        readonly Dictionary<string, SourceLocation> ids = new(StringComparer.Ordinal);
        readonly List<IReadOnlyList<Block>> editorsNotes = [];
        Section? notes;

        public EntryBody Read(SourceText source, int start)
        {
            var sections = Cut(text.Document, 2);
            var summary = sections[0].Blocks.Where(b => !Misplaced(b)).ToList();
            if (text != MarkdownText.Empty && summary.Count == 0) bag.SummaryMissing(source.At(start));
            foreach (var section in sections.Skip(1)) Read(section);
            if (causes.Count(c => !c.IsProcedure) > 1)
                foreach (var cause in causes)
                    if (!cause.IsProcedure && cause.HowToTell.Count == 0) bag.HowToTellMissing(cause.At);
            if (text != MarkdownText.Empty && causes.Count == 0) bag.NoAction(source.Start);
            ActionList.CheckIncludes(text, causes.SelectMany(c => c.Actions), bag);
            return new EntryBody(text, summary, causes, notes?.Blocks ?? [], editorsNotes);
        }

        void Read(Section section)
        {
            var heading = section.Heading!;
            var at = text.At(heading);
            if (section.Title.StartsWith("Cause:", StringComparison.Ordinal)) Cause(section, at, "Cause:");
            else if (section.Title.StartsWith("Procedure:", StringComparison.Ordinal)) Cause(section, at, "Procedure:");
            else if (section.Title == "Notes")
            {
                if (notes is not null) bag.RepeatedSection(at, "## Notes", text.At(notes.Heading!));
                else notes = section;
                NotEmpty(section, at);
            }
            else if (section.Title == "Editor's note")
            {
                editorsNotes.Add(section.Blocks);
                NotEmpty(section, at);
            }
            else bag.UnknownHeading(at, "## " + section.Title, Sections);
        }

        void Cause(Section section, SourceLocation at, string word)
        {
            var (title, id) = TitleAndId(section, at, word);
            var parts = Cut(section.Blocks, 3);
            Section? howToTell = null, doThis = null;
            foreach (var part in parts.Skip(1))
                switch (part.Title)
                {
                    case "How to tell": Once(ref howToTell, part); break;
                    case "Do this": Once(ref doThis, part); break;
                    default: bag.UnknownHeading(text.At(part.Heading!), "### " + part.Title, Parts); break;
                }
            if (howToTell is not null) NotEmpty(howToTell, text.At(howToTell.Heading!));
            IReadOnlyList<WrittenAction> actions = [];
            if (doThis is null) bag.DoThisMissing(at);
            else
            {
                actions = ActionList.Read(text, doThis.Blocks);
                if (actions.Count == 0) bag.DoThisNotOneList(doThis.Blocks.Count > 1 && doThis.Blocks[0] is ListBlock { IsOrdered: true } ? text.At(doThis.Blocks[1]) : text.At(doThis.Heading!));
            }
            causes.Add(new WrittenCause(id, title, word == "Procedure:", at, parts[0].Blocks, howToTell?.Blocks ?? [], actions));
        }

        void Once(ref Section? slot, Section part)
        {
            if (slot is null) slot = part;
            else bag.RepeatedSection(text.At(part.Heading!), "### " + part.Title, text.At(slot.Heading!));
        }

        (string Title, string Id) TitleAndId(Section section, SourceLocation at, string word)
        {
            var rest = section.Title[word.Length..].Trim();
            var opening = rest.LastIndexOf("{#", StringComparison.Ordinal);
            if (opening < 1 || !rest.EndsWith('}') || rest[..opening].Trim().Length == 0)
            {
                bag.HeadingWithoutId(at);
                return (rest, "");
            }
            var title = rest[..opening].TrimEnd();
            var id = rest[(opening + 2)..^1];
            var offset = section.Heading!.Span.Start + text.Written(section.Heading).LastIndexOf("{#") + 2;
            if (!Slug.IsId(id)) bag.BadId(text.At(offset), id);
            else if (!ids.TryAdd(id, at)) bag.DuplicateId(text.At(offset), id, ids[id]);
            var titleOffset = section.Heading.Span.Start + text.Written(section.Heading).IndexOf(title);
            ItemFields.CheckPlain(title, o => text.At(titleOffset + o), bag);
            return (title, id);
        }

        void NotEmpty(Section section, SourceLocation at)
        {
            if (section.Blocks.Count == 0) bag.EmptySection(at, new string('#', section.Heading!.Level) + " " + section.Title);
        }

        bool Misplaced(Block block)
        {
            if (block is not HeadingBlock heading) return false;
            if (heading.IsSetext) bag.SetextHeading(text.At(heading));
            else bag.UnknownHeading(text.At(heading), text.Written(heading).ToString(), Sections);
            return true;
        }

        /// <summary>Cuts blocks at the headings of a level; the first section is what stands before the first of them.</summary>
        List<Section> Cut(IEnumerable<Block> blocks, int level)
        {
            var sections = new List<Section> { new(null, "") };
            foreach (var block in blocks)
                if (block is HeadingBlock { IsSetext: false } heading && heading.Level == level)
                    sections.Add(new Section(heading, text.Written(heading).TrimStart('#').Trim().ToString()));
                else sections[^1].Blocks.Add(block);
            return sections;
        }
    }
}
