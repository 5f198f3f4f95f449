namespace MarsKb.Consistency;

/// <summary>What one place says about a subject that is stated differently elsewhere.</summary>
/// <param name="Value">Equal values are one statement.</param>
/// <param name="Shown">The value in words.</param>
/// <param name="Anchor">What stands in the file there, word for word; shows the line.</param>
/// <param name="Marks">What an editor's note has to hold to name this value: any of them.</param>
sealed record FoundFact(string Value, string Shown, Passage Passage, string Anchor, IReadOnlyCollection<string> Marks);

/// <summary>A contradiction before its editor's note is looked for.</summary>
sealed record FoundContradiction(FactKind Kind, string Subject, IReadOnlyList<FoundFact> Facts);
