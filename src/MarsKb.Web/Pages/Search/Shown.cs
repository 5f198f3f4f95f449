using MarsKb.Text;


namespace MarsKb.Pages.Search;

/// <summary>What a page repeats of a long text.</summary>
public static class Shown
{
    /// <summary>The first line, at most 100 characters and an ellipsis; never half a surrogate pair.</summary>
    public static string Short(string text)
    {
        const int Most = 100;
        var line = text.Split('\n', 2)[0];
        if (line.Length <= Most) return line.Length == text.Length ? line : line + "…";
        return ShortText.Cut(line, Most) + "…";
    }
}
