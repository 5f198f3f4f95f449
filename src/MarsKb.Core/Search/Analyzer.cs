using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace MarsKb.Search;

/// <summary>
/// The one chain for indexing, asking and comparing messages: our tokenizer, then the library's filters for case, accents, pairs of
/// characters, stop words and stems.
/// </summary>
static class Analyzer
{
    static readonly CharArraySet Stop = new(LuceneVersion.LUCENE_48, StopWords.All, ignoreCase: false);

    // A token stream belongs to one thread.
    [ThreadStatic] static Chain? usual;
    [ThreadStatic] static Chain? whole;

    /// <param name="keepStopWords">True to keep words such as "the".</param>
    public static List<Token> Analyze(string text, bool keepStopWords = false) => Analyze(text, 0, text.Length, keepStopWords);

    public static List<Token> Analyze(string text, int start, int end, bool keepStopWords = false)
    {
        if (start >= end) return [];
        ref var chain = ref keepStopWords ? ref whole : ref usual;
        var used = chain ?? new Chain(keepStopWords);
        // A chain that threw half-way is not used again.
        chain = null;
        var tokens = used.Read(text, start, end);
        chain = used;
        return tokens;
    }

    /// <summary>The term of a single word; the word itself where it is no plain word.</summary>
    public static string Stem(string word) => Analyze(word, keepStopWords: true) is [var token] ? token.Term : word;

    /// <summary>The terms of words with blanks between.</summary>
    public static IEnumerable<string> Stems(string words) => Analyze(words, keepStopWords: true).Where(t => !t.IsPart).Select(t => t.Term).Distinct();

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Lives as long as its thread and holds nothing but memory.")]
    sealed class Chain
    {
        readonly ErrorTextTokenizer tokenizer = new();
        readonly TokenStream last;
        readonly ICharTermAttribute term;
        readonly IOffsetAttribute offset;
        readonly ISurfaceAttribute surface;
        readonly ITokenTraitsAttribute traits;

        public Chain(bool keepStopWords)
        {
            // Accents go before case does: folding makes a capital I of the dotted one.
            TokenStream folded = new CJKBigramFilter(new LowerCaseFilter(LuceneVersion.LUCENE_48, new ASCIIFoldingFilter(tokenizer)));
            if (!keepStopWords) folded = new StopFilter(LuceneVersion.LUCENE_48, folded, Stop);
            last = new PorterStemFilter(new SurfaceFilter(folded));
            term = last.AddAttribute<ICharTermAttribute>();
            offset = last.AddAttribute<IOffsetAttribute>();
            surface = last.AddAttribute<ISurfaceAttribute>();
            traits = last.AddAttribute<ITokenTraitsAttribute>();
        }

        public List<Token> Read(string text, int start, int end)
        {
            var tokens = new List<Token>((end - start) / 7 + 1);
            tokenizer.Take(text, start, end);
            last.Reset();
            while (last.IncrementToken())
            {
                var stem = term.Buffer.AsSpan(0, term.Length);
                tokens.Add(new Token(
                    surface.Surface, stem.SequenceEqual(surface.Surface) ? surface.Surface : new string(stem),
                    offset.StartOffset, offset.EndOffset - offset.StartOffset, traits.Traits));
            }
            last.End();
            // Done with this text: the stream may be used for the next one.
            last.Dispose();
            return tokens;
        }
    }
}
