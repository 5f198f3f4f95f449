using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Rendering;
using MarsKb.Search;
using MarsKb.Yaml;

namespace MarsKb.Content;

/// <summary>Reads <c>synonyms.yaml</c>, which may be absent.</summary>
static class SynonymsFile
{
    public static FieldSet Fields { get; } = new("synonyms.yaml", ["synonyms"], []);

    public static FieldSet GroupFields { get; } = new("a group of synonyms", ["phrases"], []);

    public static ImmutableArray<SynonymGroup> Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        if (YamlReader.Read(source, 0, source.Text.Length, Fields.What, bag) is not { } mapping) return [];
        var groups = ImmutableArray.CreateBuilder<SynonymGroup>();
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
            if (phrases.Count > 1) groups.Add(new SynonymGroup([.. phrases.Select(p => p.Value)]));
        }
        return groups.ToImmutable();
    }
}
