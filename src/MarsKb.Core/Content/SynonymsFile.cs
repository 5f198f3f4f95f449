using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Rendering;
using MarsKb.Search;
using MarsKb.Yaml;

namespace MarsKb.Content;

/// <summary>A group of synonyms with its place.</summary>
sealed record WrittenSynonyms(SynonymGroup Group, SourceLocation At);

/// <summary>Reads <c>synonyms.yaml</c>, which may be absent.</summary>
static class SynonymsFile
{
    public static FieldSet Fields { get; } = new("synonyms.yaml", ["synonyms"], []);

    public static FieldSet GroupFields { get; } = new("a group of synonyms", ["phrases"], []);

    public static ImmutableArray<WrittenSynonyms> Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        if (YamlReader.Read(source, 0, source.Text.Length, Fields.What, bag) is not { } mapping) return [];
        var groups = ImmutableArray.CreateBuilder<WrittenSynonyms>();
        var groupOf = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in new FieldReader(mapping, Fields, bag).Mappings("synonyms"))
        {
            var fields = new FieldReader(item, GroupFields, bag);
            var phrases = fields.Texts("phrases");
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var phrase in phrases)
                if (!seen.Add(phrase.Value)) bag.RepeatedValue(phrase.At, "phrases", phrase.Value);
            foreach (var phrase in phrases)
                if (!SynonymMap.IsUsed(phrase.Value)) bag.SynonymUnused(phrase.At, phrase.Value);
            if (phrases.Count == 1) bag.SynonymAlone(phrases[0].At, phrases[0].Value);
            foreach (var phrase in phrases)
                if (groupOf.TryAdd(phrase.Value, groups.Count) is false && groupOf[phrase.Value] != groups.Count) bag.SynonymInTwoGroups(phrase.At, phrase.Value, groups[groupOf[phrase.Value]].Group.Phrases[0]);
            if (phrases.Count > 1) groups.Add(new WrittenSynonyms(new SynonymGroup([.. phrases.Select(p => p.Value)]), phrases[0].At));
        }
        return groups.ToImmutable();
    }

    /// <summary>Reports groups none of whose phrases stands in the content: whoever types one is not helped by the others.</summary>
    public static void ReportUnmet(IEnumerable<WrittenSynonyms> groups, SearchIndex index, DiagnosticBag bag)
    {
        foreach (var written in groups)
            if (!index.Holds(written.Group)) bag.SynonymUnmet(written.At, written.Group.Phrases[0]);
    }
}
