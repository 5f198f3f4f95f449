using System.Text;

namespace MarsKb.Import.Drafts;

/// <summary>Names made of words.</summary>
static class DraftSlug
{
    /// <summary>Small letters, digits and hyphens, cut between words.</summary>
    public static string Of(string words, int longest)
    {
        var slug = new StringBuilder(Math.Min(words.Length, longest));
        foreach (var c in words.ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) slug.Append(c);
            else if (c is not ('\'' or '’') && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
            if (slug.Length > longest) break;
        }
        var text = slug.ToString();
        if (text.Length > longest) text = text[..longest] is var cut && cut.LastIndexOf('-') is > 8 and var at ? cut[..at] : cut;
        text = text.Trim('-');
        return text.Length > 0 ? text : "entry";
    }
}
