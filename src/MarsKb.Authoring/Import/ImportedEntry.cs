namespace MarsKb.Import;

/// <param name="Pieces">What to do, with all that belongs to it.</param>
/// <param name="Line">Where it stands in the article.</param>
sealed record ImportedAction(List<Piece> Pieces, int Line)
{
    public string Text => PieceText.Of(Pieces);

    /// <summary>What introduces the list that this is the first item of: "To resolve this issue:".</summary>
    public TextPiece? Lead { get; init; }
}

sealed class ImportedCause(List<Piece> pieces, int number, int line)
{
    /// <summary>What the article says about the cause; the first piece names it.</summary>
    public List<Piece> Pieces => pieces;

    /// <summary>2 in <c>Cause 2</c>, else 0.</summary>
    public int Number => number;

    public int Line => line;

    public List<ImportedAction> Actions { get; } = [];

    public string Text => PieceText.Of(pieces);
}

/// <param name="Certain">False for a text that stands in place of a message: a symptom, a description.</param>
sealed record ImportedMessage(string Text, bool Certain, int Line);

/// <summary>One thing that goes wrong, or a procedure, as found in an article.</summary>
sealed class ImportedEntry(string title, int line)
{
    public string Title { get; set; } = title;

    public int Line { get; } = line;

    /// <summary>The last line that the entry has something from.</summary>
    public int EndLine { get; set; } = line;

    /// <summary>True for a procedure or a topic without error.</summary>
    public bool IsGuide { get; set; }

    public string? Anchor { get; set; }

    /// <summary>The headings above it, outermost first.</summary>
    public List<string> Path { get; init; } = [];

    public List<string> Codes { get; } = [];

    public List<ImportedMessage> Messages { get; } = [];

    /// <summary>What the article says before it comes to causes.</summary>
    public List<Piece> Summary { get; } = [];

    public List<ImportedCause> Causes { get; } = [];

    /// <summary>Actions for whichever cause it is.</summary>
    public List<ImportedAction> Actions { get; } = [];

    public List<Piece> Notes { get; } = [];

    /// <summary>How sure the importer is that this is an entry and right, 0 to 1.</summary>
    public double Confidence { get; set; } = 1;

    /// <summary>Why it is not surer.</summary>
    public List<string> Doubts { get; } = [];

    public int ActionCount => Actions.Count + Causes.Sum(c => c.Actions.Count);
}
