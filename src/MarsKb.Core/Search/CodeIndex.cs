using System.Collections.Frozen;
using MarsKb.Codes;

namespace MarsKb.Search;

/// <summary>Finds documents by the codes and names that a text mentions, in any spelling.</summary>
sealed class CodeIndex
{
    /// <summary>A text may mention thousands of codes; nobody is shown more than so many.</summary>
    public const int MostShown = 20;

    readonly FrozenDictionary<string, int[]> documentsByKey;
    readonly FrozenDictionary<string, string> printed;

    public CodeIndex(IReadOnlyList<SearchDocument> documents)
    {
        var filed = documents
            .SelectMany((d, i) => d.Codes.Concat(d.Aliases).SelectMany(c => ErrorCode.LookupKeys(c, printed: true).Select(k => (Key: k, Code: c, Document: i))))
            .ToList();
        documentsByKey = filed.GroupBy(f => f.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(f => f.Document).Distinct().ToArray(), StringComparer.Ordinal);
        printed = filed.DistinctBy(f => f.Key, StringComparer.Ordinal).ToFrozenDictionary(f => f.Key, f => f.Code, StringComparer.Ordinal);
    }

    /// <summary>What the text mentions, in order. In a log a zero says that all went well. Known names count in any case, even where the scanner sees only a word.</summary>
    public List<CodeEvidence> Find(QueryText query)
    {
        var evidence = new List<CodeEvidence>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mention in query.Mentions)
        {
            var keys = ErrorCode.LookupKeys(mention.Code.Text);
            var key = keys.FirstOrDefault(documentsByKey.ContainsKey);
            if (!known.Add(key ?? (keys.Length > 0 ? keys[0] : mention.Code.Text))) continue;
            evidence.Add(new CodeEvidence(
                key is not null ? printed[key] : evidence.Count < MostShown ? CodeReader.Read(mention.Code).Code : mention.Code.Text,
                query.IsShort || mention.Code.Values is not [0] ? mention.Strength : CodeStrength.Bare, mention.Line, mention.Code.Form is CodeForm.Decimal && mention.Code.Values is [< 1000, ..],
                key is null ? [] : documentsByKey[key]));
        }
        foreach (var line in query.Lines)
        {
            foreach (var token in line.Tokens)
            {
                if (token.IsPart || token.IsNumber || !documentsByKey.TryGetValue(token.Surface, out var documents) || !known.Add(token.Surface)) continue;
                evidence.Add(new CodeEvidence(printed[token.Surface], CodeStrength.Shape, line.Number, false, documents));
            }
        }
        return evidence;
    }
}

/// <summary>A code that the text mentions, and the documents that carry it.</summary>
/// <param name="Display">As the content prints it, else in its usual spelling.</param>
/// <param name="IsSmall">A number under 1000, which could be an HTTP status as well as anything else.</param>
/// <param name="Documents">Empty for a code without an entry.</param>
sealed record CodeEvidence(string Display, CodeStrength Strength, int Line, bool IsSmall, int[] Documents);
