using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Rules;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Assemble;

/// <summary>Reads sections that are parts of an entry: its fields, its cases, its steps.</summary>
static class Parts
{
    public static readonly PartRule FieldRule = new("field-section", "A section whose heading begins with a label, such as \"Cause 1: …\" or \"Resolution\", is a field of the error above it or before it.",
        "## TeaCold\n\n### Cause 1: The fire is out\n\nWood is wet.\n\n### Resolution 1\n\nLight the fire.\n\n### Cause 2: The pot is open\n\nThe lid fell.\n\n### Resolution 2\n\nClose the pot.");

    public static readonly PartRule CaseRule = new("case-section", "A section that begins with \"When\", \"If\" and the like below an error, or that the text announces as a cause, is a cause with its actions.",
        "## TeaCold\n\nThe tea is cold.\n\n### When the fire is out\n\nRestart the fire.\n\n### When the pot is open\n\nClose the pot.");

    public static readonly PartRule StepRule = new("step-section", "A section called \"Step 1\", \"Option 2\" and the like, or in \"Resolution\" without a list of several, is one thing to do.",
        "## TeaCold\n\n### Resolution\n\n#### Light the fire\n\nUse dry wood.\n\n#### Close the pot\n\nUse the lid.");

    /// <summary>A section such as "Cause" or "Resolution 2": its own text, then the parts below it.</summary>
    /// <param name="tables">Tables that are entries by themselves; gets those of the field.</param>
    public static (EntryState State, List<ErrorTable> Tables) ReadField(EntryState state, Section field, List<ErrorTable> tables)
    {
        var prefix = Labels.Prefix(field.Title)!.Value;
        var label = Explains(state.Entry, field, prefix.Label) ? prefix.Label with { Field = Field.Cause } : prefix.Label;
        state = state.Take(field.Heading!, FieldRule).Enter(label, field.Place, field.Title[prefix.Rest..]);
        tables = [.. tables, .. ErrorTable.In(field.Blocks)];
        state = BlockRules.Read(state, field.Blocks.Where(b => !tables.Exists(t => t.Table == b)));
        foreach (var child in field.Children)
            if (Labels.Prefix(child.Title) is not null && !Labels.Gathers(child.Title)) (state, tables) = ReadField(state, child, tables);
            else state = ReadInField(state, child, label.Field);
        return (state, tables);
    }

    /// <summary>A section in a field: one thing to do in "Resolution" unless it has a list of several, else more of the field.</summary>
    static EntryState ReadInField(EntryState state, Section section, Field field)
    {
        var (blocks, headings) = Flat(section);
        if (field == Field.Action && !section.Blocks.OfType<ListBlock>().Any(l => l.Items.Count > 1)) return ReadStep(state, section.Heading!, blocks, headings);
        return BlockRules.Read(headings.Aggregate(state, (s, heading) => s.Take(heading, FieldRule)), blocks);
    }

    /// <summary>Where no cause is named as such, the "Issue" next to a "Resolution" is the explanation.</summary>
    static bool Explains(ImportedEntry entry, Section field, Label label)
    {
        if (label.Field != Field.Symptom || field.Parent is not { } around) return false;
        var hasMessage = !entry.Messages.IsEmpty || around.Blocks.Any(b => b is QuoteBlock { Kind: "" } or CodeBlock);
        return hasMessage && !around.Children.Any(c => SectionKind.Names(c, Field.Cause)) && around.Children.Any(c => SectionKind.Names(c, Field.Action));
    }

    /// <summary>A section that names a cause or a case of the heading: its text is the cause, its steps are the actions.</summary>
    public static EntryState ReadCase(EntryState state, Section section)
    {
        var (blocks, headings) = Flat(section);
        state = headings.Aggregate(state, (s, heading) => s.Take(heading, CaseRule)).EndLead();
        var part = EntryRules.Complete(BlockRules.Read(new EntryState(new ImportedEntry(section.Title, section.Line)), blocks));
        state = state.Absorb(part.Entry, section.Title, section.Place);
        return state with { Entry = state.Entry with { Taken = state.Entry.Taken.AddRange(part.Entry.Taken) } };
    }

    /// <summary>A section that is one thing to do.</summary>
    /// <param name="blocks">What stands in it.</param>
    public static EntryState ReadStep(EntryState state, HeadingBlock heading, IEnumerable<Block> blocks, params IEnumerable<HeadingBlock> headings)
    {
        var all = blocks.Where(b => b is not (LostBlock or BreakBlock)).ToList();
        if (state.At.Lead is { } lead) state = state.Take(lead, StepRule).Move(at => at with { Lead = null });
        foreach (var taken in headings.Prepend(heading).Concat(all)) state = state.Take(taken, StepRule);
        return state.AddAction(new ImportedAction([new TextBlock(heading.Phrase, heading.Place), .. all], heading.Line));
    }

    /// <summary>A section's blocks and those of the sections in it, their headings as lines in bold, labels kept as labels.</summary>
    /// <returns>With all headings, the section's own first.</returns>
    static (List<Block> Blocks, List<HeadingBlock> Headings) Flat(Section section)
    {
        List<Block> blocks = [.. section.Blocks];
        List<HeadingBlock> headings = section.Heading is { } own ? [own] : [];
        foreach (var child in section.Children)
        {
            var inner = Flat(child);
            blocks.Add(new TextBlock(new Phrase([new PhraseRun(AsLine(child.Title), PhraseStyle.Bold)]), child.Place));
            blocks.AddRange(inner.Blocks);
            headings.AddRange(inner.Headings);
        }
        return (blocks, headings);
    }

    static string AsLine(string title) => Labels.Prefix(title) switch
    {
        // In a case "Issue" explains and "Solution" helps.
        { Label.Field: Field.Symptom } => "Cause:",
        { } label when label.Rest >= title.Length => title.TrimEnd(':') + ":",
        _ => title,
    };
}
