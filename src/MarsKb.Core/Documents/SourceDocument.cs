using System.ComponentModel;
using MarsKb.Entries;

namespace MarsKb.Documents;

/// <summary>Where facts come from.</summary>
public sealed record SourceDocument(
    string Title,
    string Url,
    [property: Description("Short name such as `CC BY 4.0`.")] string Licence,
    [property: Description("When the source was last changed, as it says itself, else when it was read.")] DateOnly Date)
{
    public static SourceDocument From(Source source) => new(source.Title, source.Url, source.Licence, source.Date);
}
