using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Diagnostics;

namespace MarsKb.Consistency;

/// <summary>Contradictions as faults of the content: an open one is an error, an answered one a warning.</summary>
public static class ConsistencyText
{
    const int MostStatements = 8;
    const int LongestValue = 160;

    public static ImmutableArray<Diagnostic> Diagnostics(IEnumerable<Contradiction> contradictions) => [.. contradictions.Select(Of)];

    static Diagnostic Of(Contradiction contradiction)
    {
        var bag = new DiagnosticBag();
        var at = contradiction.Statements[0].At;
        var statements = string.Join("; ", contradiction.Statements.Take(MostStatements).Select((s, i) => i == 0 ? $"{Cut(s.Value)} here{Others(s.Others)}" : $"{Cut(s.Value)} in {s.At.Path}:{s.At.Line}{Others(s.Others)}"));
        if (contradiction.Statements.Length > MostStatements) statements += $"; {contradiction.Statements.Length - MostStatements} other values";
        if (contradiction.AnsweredAt is { } note) bag.AnsweredContradiction(at, contradiction.Subject, statements, note);
        else bag.Contradiction(at, contradiction.Subject, statements);
        return bag.ToImmutable()[0];
    }

    static string Others(int number) => number switch { 0 => "", 1 => " and in another place", _ => string.Create(CultureInfo.InvariantCulture, $" and in {number} other places") };

    static string Cut(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
