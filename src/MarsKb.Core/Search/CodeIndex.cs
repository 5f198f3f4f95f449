using MarsKb.Codes;

namespace MarsKb.Search;

/// <summary>Finds documents by the codes and names that a text mentions, in any spelling.</summary>
sealed class CodeIndex(SearchDocument[] documents, IndexView view)
{
    /// <summary>A text may mention thousands of codes; nobody is shown more than so many.</summary>
    public const int MostShown = 20;

    /// <summary>What the text mentions, in order. In a log a zero says that all went well. Known names count in any case, even where the scanner sees only a word.</summary>
    public List<CodeEvidence> Find(QueryText query)
    {
        var evidence = new List<CodeEvidence>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mention in query.Mentions)
        {
            var keys = ErrorCode.LookupKeys(mention.Code.Text);
            var (key, found) = Find(keys);
            if (!known.Add(key ?? (keys.Length > 0 ? keys[0] : mention.Code.Text))) continue;
            evidence.Add(new CodeEvidence(
                key is not null ? Printed(key, found[0]) : evidence.Count < MostShown ? CodeReader.Read(mention.Code).Code : mention.Code.Text,
                query.IsShort || mention.Code.Values is not [0] ? mention.Strength : CodeStrength.Bare, mention.Line, mention.Code.Form is CodeForm.Decimal && mention.Code.Values is [< 1000, ..],
                found));
        }
        foreach (var line in query.Lines)
        {
            foreach (var token in line.Tokens)
            {
                if (token.IsPart || token.IsNumber || view.Documents(IndexFields.Lookup, token.Surface) is not { Length: > 0 } found || !known.Add(token.Surface)) continue;
                evidence.Add(new CodeEvidence(Printed(token.Surface, found[0]), CodeStrength.Shape, line.Number, false, found));
            }
        }
        return evidence;
    }

    /// <summary>The first of the keys that documents carry, and these.</summary>
    (string? Key, int[] Documents) Find(IEnumerable<string> keys)
    {
        foreach (var key in keys)
            if (view.Documents(IndexFields.Lookup, key) is { Length: > 0 } found) return (key, found);
        return (null, []);
    }

    /// <summary>The code as the document prints it.</summary>
    string Printed(string key, int document) =>
        documents[document].Codes.Concat(documents[document].Aliases).First(c => ErrorCode.LookupKeys(c, printed: true).Contains(key));
}

/// <summary>A code that the text mentions, and the documents that carry it.</summary>
/// <param name="Display">As the content prints it, else in its usual spelling.</param>
/// <param name="IsSmall">A number under 1000, which could be an HTTP status as well as anything else.</param>
/// <param name="Documents">Empty for a code without an entry.</param>
sealed record CodeEvidence(string Display, CodeStrength Strength, int Line, bool IsSmall, int[] Documents);
