namespace MarsKb.Search;

/// <summary>
/// The messages, or the titles, of all documents as the words that stand in them, in order; variable parts are gaps. In flat arrays.
/// Words are kept as written: two sentences may differ in an ending only.
/// </summary>
sealed class Patterns
{
    /// <summary>Stands for a variable part.</summary>
    public const int Gap = -1;

    readonly int[] forms;
    readonly int[] starts;
    readonly int[] documents;

    Patterns(int[] forms, int[] starts, int[] documents) => (this.forms, this.starts, this.documents) = (forms, starts, documents);

    /// <summary>Numbers of the document's patterns: the first, and one past the last.</summary>
    public (int First, int End) Of(int document) => (documents[document], documents[document + 1]);

    public ReadOnlySpan<int> this[int pattern] => forms.AsSpan(starts[pattern], starts[pattern + 1] - starts[pattern]);

    /// <summary>Collects patterns document by document.</summary>
    public sealed class Builder
    {
        readonly List<int> forms = [];
        readonly List<int> starts = [0];
        readonly List<int> documents = [0];

        public void Add(int form) => forms.Add(form);

        public void EndPattern() => starts.Add(forms.Count);

        public void EndDocument() => documents.Add(starts.Count - 1);

        /// <param name="map">New number of each form.</param>
        public void Copy(Patterns from, int document, int[]? map)
        {
            var (first, end) = from.Of(document);
            for (var p = first; p < end; p++)
            {
                foreach (var form in from[p]) forms.Add(form == Gap || map is null ? form : map[form]);
                EndPattern();
            }
            EndDocument();
        }

        public Patterns Build() => new([.. forms], [.. starts], [.. documents]);
    }
}
