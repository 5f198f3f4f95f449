using System.Runtime.InteropServices;
using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>Reads documents into the parts of a <see cref="SearchIndex"/>.</summary>
sealed class IndexBuilder(SynonymMap synonyms)
{
    enum Field { Code, Title, Message, Cause, Action }

    const int Fields = 5;

    /// <summary>A hump of a CamelCase word says less than the word.</summary>
    const float PartFrequency = 0.5f;

    /// <summary>Codes weigh so much that their humps would outweigh titles: "low" and "disk" are everywhere.</summary>
    const float CodePartFrequency = 0.2f;

    static readonly float[] FieldWeight = [6f, 3f, 1.5f, 1f, 0.7f];
    static readonly float[] LengthInfluence = [0.3f, 0.8f, 0.8f, 0.8f, 0.8f];

    readonly Vocabulary vocabulary = new();
    readonly List<Counted> counted = [];
    readonly List<int> groups = [];
    string? lastKey;
    int keys;
    readonly float[] totalLength = new float[Fields];

    /// <summary>Frequencies of one document, field by field, before the average lengths are known.</summary>
    sealed record Counted((int Term, Field Field, float Frequency)[] Terms, float[] Lengths, HashSet<int> Prominent);

    public List<MessagePattern[]> Messages { get; } = [];

    /// <summary>Documents of one key come one after another.</summary>
    public void Add(SearchDocument document)
    {
        // A flow says again in short what entries say: it must not make their words look common, nor their texts long.
        var counts = document.Kind != EntryKind.Flow;
        if (counts && document.Key != lastKey) keys++;
        groups.Add(counts ? keys - 1 : Postings.Uncounted);
        lastKey = document.Key;
        var frequency = new Dictionary<(int Term, Field Field), float>();
        var lengths = new float[Fields];
        var prominent = new HashSet<int>();
        foreach (var code in document.Codes) Count(Field.Code, code);
        foreach (var alias in document.Aliases) Count(Field.Code, alias);
        Count(Field.Title, document.Title);
        foreach (var message in document.Messages) Count(Field.Message, message);
        Count(Field.Cause, document.Lead);
        Count(Field.Cause, document.CauseText);
        Count(Field.Action, document.ActionText);
        counted.Add(new Counted([.. frequency.Select(f => (f.Key.Term, f.Key.Field, f.Value))], lengths, prominent));
        for (var f = 0; counts && f < Fields; f++) totalLength[f] += lengths[f];
        var codes = document.Codes.SelectMany(c => Analyzer.Analyze(c)).Where(t => !t.IsPart).Select(t => t.Surface).ToHashSet(StringComparer.Ordinal);
        Messages.Add([.. document.Messages.Select(m => MessagePattern.Read(m, vocabulary, codes))]);

        void Count(Field field, string text)
        {
            var tokens = Analyzer.Analyze(text);
            foreach (var (concept, _, _, _) in synonyms.Match(tokens))
            {
                var id = vocabulary.AddConcept(concept);
                CollectionsMarshal.GetValueRefOrAddDefault(frequency, (id, field), out _) += 1f;
                if (field <= Field.Message) prominent.Add(id);
            }
            foreach (var token in tokens)
            {
                var amount = !token.IsPart ? 1f : field == Field.Code ? CodePartFrequency : PartFrequency;
                var id = vocabulary.Add(token);
                CollectionsMarshal.GetValueRefOrAddDefault(frequency, (id, field), out _) += amount;
                // A label of a host name in a title tells nothing of the topic; a hump of a code does.
                if (field <= Field.Message && (!token.IsPart || field == Field.Code)) prominent.Add(id);
                lengths[(int)field] += amount;
            }
        }
    }

    public (Vocabulary Vocabulary, Postings Postings) Finish()
    {
        vocabulary.Freeze();
        // Averages are over the documents that have the field at all: rows of tables have neither messages nor causes.
        var average = new float[Fields];
        for (var f = 0; f < Fields; f++) average[f] = Math.Max(1f, totalLength[f] / Math.Max(1, counted.Where((c, d) => groups[d] != Postings.Uncounted && c.Lengths[f] > 0).Count()));
        var perDocument = counted.ConvertAll(c => Combine(c, average));
        var common = CommonWords.Terms.Select(vocabulary.Find).Where(t => t >= 0).ToHashSet();
        return (vocabulary, new Postings(perDocument, groups, vocabulary.Count, t => common.Contains(t) ? CommonWords.MostIdf : float.MaxValue));
    }

    static TermWeight[] Combine(Counted document, float[] average) =>
        [.. document.Terms.GroupBy(t => t.Term).Select(term => new TermWeight(
            term.Key,
            term.Sum(t =>
            {
                var f = (int)t.Field;
                return FieldWeight[f] * t.Frequency / (1 - LengthInfluence[f] + LengthInfluence[f] * document.Lengths[f] / average[f]);
            }),
            document.Prominent.Contains(term.Key)))];
}
