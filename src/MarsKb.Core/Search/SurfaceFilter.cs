using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace MarsKb.Search;

/// <summary>Keeps the word as it is before stemming, and keeps from the stemmer all that is no plain word.</summary>
sealed class SurfaceFilter : TokenFilter
{
    /// <summary>Longer runs of letters are no words of a language.</summary>
    const int LongestStemmed = 40;

    readonly ICharTermAttribute term;
    readonly ITokenTraitsAttribute traits;
    readonly ISurfaceAttribute surface;
    readonly IKeywordAttribute keyword;

    public SurfaceFilter(TokenStream input) : base(input)
    {
        term = AddAttribute<ICharTermAttribute>();
        traits = AddAttribute<ITokenTraitsAttribute>();
        surface = AddAttribute<ISurfaceAttribute>();
        keyword = AddAttribute<IKeywordAttribute>();
    }

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken()) return false;
        var letters = term.Buffer.AsSpan(0, term.Length);
        surface.Surface = new string(letters);
        keyword.IsKeyword = (traits.Traits & (TokenTraits.Word | TokenTraits.Name)) == 0
            || letters.Length > LongestStemmed || letters.ContainsAnyExceptInRange('a', 'z');
        return true;
    }
}
