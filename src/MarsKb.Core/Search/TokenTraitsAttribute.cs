using Lucene.Net.Util;

namespace MarsKb.Search;

/// <summary>What the tokenizer knows of a token that its letters do not tell; carried through the filters.</summary>
interface ITokenTraitsAttribute : IAttribute
{
    TokenTraits Traits { get; set; }
}

/// <remarks>The library finds the class of an attribute by the name of its interface.</remarks>
sealed class TokenTraitsAttribute : Lucene.Net.Util.Attribute, ITokenTraitsAttribute
{
    public TokenTraits Traits { get; set; }

    public override void Clear() => Traits = TokenTraits.None;

    public override void CopyTo(IAttribute target) => ((ITokenTraitsAttribute)target).Traits = Traits;
}
