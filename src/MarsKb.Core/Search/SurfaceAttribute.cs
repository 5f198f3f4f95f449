using Lucene.Net.Util;

namespace MarsKb.Search;

/// <summary>The word as written, folded, before it is stemmed.</summary>
interface ISurfaceAttribute : IAttribute
{
    string Surface { get; set; }
}

sealed class SurfaceAttribute : Lucene.Net.Util.Attribute, ISurfaceAttribute
{
    public string Surface { get; set; } = "";

    public override void Clear() => Surface = "";

    public override void CopyTo(IAttribute target) => ((ISurfaceAttribute)target).Surface = Surface;
}
