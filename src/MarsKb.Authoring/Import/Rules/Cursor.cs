using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>Where in an entry the next block belongs, by what was read before it.</summary>
sealed record Cursor
{
    /// <summary>The field that a label, a heading or a tell-tale sentence has opened.</summary>
    public Field Field { get; init; } = Field.Summary;

    /// <summary>The cause that was opened last; 0 for none. It may have been taken out since.</summary>
    public int Cause { get; init; }

    /// <summary>The cause whose actions are being read; 0 for actions that help whichever cause it is.</summary>
    public int Remedies { get; init; }

    /// <summary>Causes opened since the last action: a remedy right behind exactly one cause is that cause's.</summary>
    public int CausesSinceAction { get; init; }

    /// <summary>"To resolve this issue:", until the list that it introduces has come.</summary>
    public TextBlock? Lead { get; init; }

    /// <summary>True when the lead introduces further reading, which is nothing to do.</summary>
    public bool LeadIsReading { get; init; }

    /// <summary>True behind "the following error:".</summary>
    public bool ExpectsMessage { get; init; }

    /// <summary>True behind "one of the following reasons:".</summary>
    public bool ExpectsCauses { get; init; }

    /// <summary>True behind a field that was said whole in one line: what follows is prose.</summary>
    public bool SaidInOneLine { get; init; }

    /// <summary>True behind a list of actions.</summary>
    public bool IsAfterList { get; init; }

    /// <summary>True behind a list of one action: what follows belongs to the item.</summary>
    public bool IsAfterItem { get; init; }

    /// <summary>True below a line in bold that heads one thing to do.</summary>
    public bool IsUnderTitle { get; init; }
}
