namespace MarsKb.Entries;

/// <summary>The shapes of names in content.</summary>
static class Slug
{
    const int LongestId = 64;
    const int LongestKey = 80;

    /// <summary><c>a-z</c>, <c>0-9</c> and <c>-</c>, beginning with a letter or digit.</summary>
    public static bool IsId(string id)
    {
        if (id.Length is 0 or > LongestId || id[0] == '-') return false;
        foreach (var c in id)
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') return false;
        return true;
    }

    /// <summary>A slug or a code as printed: safe in an address and as a file name everywhere.</summary>
    public static bool IsKey(string key)
    {
        if (key.Length is 0 or > LongestKey || !char.IsAsciiLetterOrDigit(key[0])) return false;
        foreach (var c in key)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return false;
        return true;
    }
}
