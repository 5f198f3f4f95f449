using System.Collections.Immutable;
using MarsKb.Import.Outline;
using MarsKb.Import.Rules;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Assemble;

/// <summary>How much speaks for a section being an entry, and how sure the importer is then.</summary>
static class Scores
{
    /// <summary>A page with sections for message, cause and remedy is one entry, whatever else speaks against it.</summary>
    public const int PageOfFields = 1_000;

    /// <summary>More than anything but <see cref="PageOfFields"/> reaches: a page over entries is none itself.</summary>
    const int Never = 100;

    /// <summary>What speaks for an entry, or against, with its points. Found on the labelled articles; a label, a code or a table decides alone.</summary>
    static readonly ImmutableArray<(int Points, Func<Reading, bool> Holds)> Points =
    [
        (3, r => r.HasCode),
        (3, r => r.HasFields || r.Shows(Evidence.Label)),
        (3, r => r.Shows(Evidence.Table)),
        (3, r => r.Shows(Evidence.Remedy)),
        (1, r => r.Shows(Evidence.Steps)),
        (2, r => r.Shows(Evidence.Explains)),
        (2, r => r.Shows(Evidence.MessageShown)),
        (2, r => Wording.IsProblem(r.Entry.Title)),
        (3, r => SectionKind.IsPrinted(r.Entry.Title)),
        (-3, r => Wording.IsHowTo(r.Entry.Title) && !r.HasCode),
    ];

    /// <summary>How sure the importer is of an accepted entry, by the best that speaks for it.</summary>
    static readonly ImmutableArray<(double Confidence, Func<Candidate, Section, bool> Holds)> Confidences =
    [
        (0.95, (c, _) => c.Shows(Evidence.Label | Evidence.Table)),
        (0.9, (c, section) => !c.Entry.Codes.IsEmpty || SectionKind.IsPrinted(section.Title)),
        (0.85, (c, _) => c.Shows(Evidence.Remedy) && c.Score >= 5),
        (0.7, (c, _) => c.Shows(Evidence.Remedy | Evidence.MessageShown)),
        (0.55, (_, _) => true),
    ];

    readonly record struct Reading(ImportedEntry Entry, Evidence Evidence, bool HasCode, bool HasFields)
    {
        public bool Shows(Evidence evidence) => (Evidence & evidence) != 0;
    }

    /// <param name="hasCode">The heading names a code.</param>
    /// <param name="hasFields">Sections below are its parts.</param>
    public static int Of(Section section, EntryState state, bool hasCode, bool hasFields)
    {
        if (SaysNothing(state.Entry)) return 0;
        if (section.IsPage && hasFields) return PageOfFields;
        var reading = new Reading(state.Entry, state.Evidence, hasCode, hasFields);
        return Points.Sum(p => p.Holds(reading) ? p.Points : 0);
    }

    static bool SaysNothing(ImportedEntry entry) =>
        entry.Summary.IsEmpty && entry.Causes.IsEmpty && entry.ActionCount == 0 && entry.Messages.All(m => !m.Certain);

    /// <param name="isOverEntries">True when entries stand below the section: then more must speak for it.</param>
    public static int Needed(Section section, bool isOverEntries) => (section.IsPage, isOverEntries) switch
    {
        (true, true) => Never,
        (true, false) => 3,
        (false, true) => 4,
        (false, false) => 2,
    };

    public static double Confidence(Candidate candidate, Section section) => Confidences.First(c => c.Holds(candidate, section)).Confidence;
}
