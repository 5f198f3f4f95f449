using System.Globalization;

namespace MarsKb.Rendering;

/// <summary>Which addresses a link in content may have.</summary>
static class WebAddress
{
    /// <summary>An absolute http or https address with a host, without a user name, and with nothing in it that browsers read differently.</summary>
    public static bool IsHttp(string address) =>
        IsClean(address) && (Begins(address, "https://") || Begins(address, "http://")) &&
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    public static bool IsMail(string address) =>
        IsClean(address) && Begins(address, "mailto:") && address.IndexOf('@') is > 7 and var sign && sign < address.Length - 1;

    static bool IsClean(string address)
    {
        foreach (var c in address)
            if (c is <= ' ' or '\\' or '"' or '<' or '>' or '`' or '\u007F' || char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format) return false;
        return address.Length <= 2_000;
    }

    static bool Begins(string address, string scheme) => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
}
