using System.Text;

namespace MarsKb.Import.Blocks;

static class HeadingAnchor
{
    /// <summary>The anchor that Learn and GitHub give a heading: punctuation goes, blanks become hyphens.</summary>
    public static string Of(string heading)
    {
        var slug = new StringBuilder(heading.Length);
        foreach (var c in heading.ToLowerInvariant())
            if (char.IsLetterOrDigit(c) || c is '_' or '-') slug.Append(c);
            else if (c == ' ') slug.Append('-');
        return slug.ToString();
    }
}
