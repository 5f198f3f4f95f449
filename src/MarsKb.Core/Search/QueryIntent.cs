using System.Collections.Frozen;

namespace MarsKb.Search;

/// <summary>What a text seems to be about: a failure, or a question of what is supported.</summary>
enum QueryIntent { Unknown, Failure, Support }

static class QueryIntents
{
    internal static readonly FrozenSet<string> FailureTerms = Stems(
        "fail failed failure error cannot cant unable denied refused broken stop stopped stops stuck hang hanging crash terminated unexpectedly wrong corrupt corrupted invalid " +
        "missing lost disappeared warning warnings exception fatal problem issue nothing longer fills");

    /// <summary>Questions that a table answers; "how do I" asks for a procedure.</summary>
    internal static readonly string[] Openings = ["can ", "may ", "does ", "do ", "is ", "are ", "which ", "what ", "how long ", "how much ", "how many ", "how large ", "how big "];

    internal static readonly FrozenSet<string> SupportTerms = Stems(
        "support supported supports limit limits maximum minimum requirement requirements prerequisite prerequisites require requires required compatible possible allowed valid which restriction restrictions percent percentage biggest largest longest covered eligible deprecated okay ok");

    public static QueryIntent Of(QueryText query)
    {
        var support = false;
        foreach (var line in query.Lines)
        {
            if (line.Severity == LineSeverity.Failure) return QueryIntent.Failure;
            foreach (var token in line.Tokens)
            {
                if (FailureTerms.Contains(token.Term)) return QueryIntent.Failure;
                support |= SupportTerms.Contains(token.Term);
            }
        }
        if (query.LineCount > 1) return QueryIntent.Failure;
        return support || query.Text.Contains('?', StringComparison.Ordinal) || BeginsAsQuestion(query.Text) ? QueryIntent.Support : QueryIntent.Unknown;
    }

    static bool BeginsAsQuestion(string text)
    {
        var start = text.AsSpan().TrimStart();
        foreach (var opening in Openings)
            if (start.StartsWith(opening, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    static FrozenSet<string> Stems(string words) => FrozenSet.ToFrozenSet(Analyzer.Stems(words), StringComparer.Ordinal);
}
