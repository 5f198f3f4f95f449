namespace MarsKb.Features.Searches;

/// <summary>The text of a search box as it is searched for.</summary>
static class SearchedText
{
    public static string Clean(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
