using MarsKb.Import.Assemble;
using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Rules;

namespace MarsKb.Import;

/// <summary>What speaks for a section being an entry, each alone.</summary>
public sealed class ScoresTests
{
    const string Neutral = "The kettle";

    [Theory]
    [InlineData((int)Evidence.None, 0)]
    [InlineData((int)Evidence.Label, 3)]
    [InlineData((int)Evidence.Table, 3)]
    [InlineData((int)Evidence.Remedy, 3)]
    [InlineData((int)Evidence.Steps, 1)]
    [InlineData((int)Evidence.Explains, 2)]
    [InlineData((int)Evidence.MessageShown, 2)]
    [InlineData((int)(Evidence.Label | Evidence.Steps | Evidence.MessageShown), 6)]
    public void Each_evidence_has_its_points(int evidence, int points) => Assert.Equal(points, Score(Neutral, (Evidence)evidence));

    [Theory]
    [InlineData("The kettle fails", false, 2)]
    [InlineData("kettle gone", false, 3)]
    [InlineData("Configure kettles", false, -3)]
    [InlineData("Configure kettles", true, 3)]
    [InlineData("Configure a kettle that fails", false, -1)]
    [InlineData(Neutral, true, 3)]
    public void A_title_speaks_for_an_error_or_for_a_procedure_unless_it_has_a_code(string title, bool hasCode, int points) =>
        Assert.Equal(points, Score(title, Evidence.None, hasCode));

    [Fact]
    public void Nothing_speaks_for_a_section_without_text() =>
        Assert.Equal(0, Scores.Of(Section(Neutral), new EntryState(new ImportedEntry(Neutral, 1)) { Evidence = Evidence.Label }, hasCode: true, hasFields: true));

    [Fact]
    public void More_must_speak_for_an_entry_over_entries()
    {
        // 2 for the word in the title, 1 for the steps: 3, where 4 are needed over entries. A message that is shown makes it 5.
        const string below = "\n### TeaCold\n\n**Cause**: No fire.\n\n**Resolution**: Light it.\n";
        const string steps = "## Pots that fail\n\nThis pot is old.\n\n1. Restart the fire.\n2. Close the lid.\n";
        Assert.DoesNotContain(Imported.Entries(steps + below), e => !e.IsGuide && e.Title == "Pots that fail");
        Assert.Contains(Imported.Entries(steps.Replace("This pot is old.", "It shows the error \"The pot is too old\".", StringComparison.Ordinal) + below), e => !e.IsGuide && e.Title == "Pots that fail");
    }

    static int Score(string title, Evidence evidence, bool hasCode = false)
    {
        var state = new EntryState(new ImportedEntry(title, 1)) { Evidence = evidence }.AddSummary(new TextBlock(Phrase.Of("It is old."), new Place(2, 2, 2)));
        return Scores.Of(Section(title), state, hasCode, hasFields: false);
    }

    /// <summary>Below a heading of the page, so that it is not the page.</summary>
    static Section Section(string title)
    {
        var page = new Section(null, 0, null);
        return new Section(new HeadingBlock(2, Phrase.Of(title), false, null, new Place(1, 1, 1)), 2, page);
    }
}
