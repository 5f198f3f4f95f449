using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MarsKb.Features.Sessions;

/// <summary>Makes tokens and the hashes under which they are found.</summary>
static class SessionTokens
{
    const int Bytes = 24; // 192 bits: 32 characters

    // Without I, L, O and U: nobody mistakes one for another, and no word comes out. 32 characters, 5 bits each.
    const string CodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Characters of a resume code: 40 bits.</summary>
    public const int CodeLength = 8;

    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Secret() => RandomNumberGenerator.GetBytes(32);

    /// <summary>The token for reading follows from the session's secret, so that it can be shown again.</summary>
    public static string ReadToken(byte[] secret) => Derived(secret, "read");

    /// <summary>The token that a repeated request gets again. Whoever has the database knows the secret but not the key.</summary>
    /// <param name="key">What the client chose at random.</param>
    public static string ForKey(byte[] secret, string key) => Derived(secret, "write:" + key);

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static string ResumeCode() => RandomNumberGenerator.GetString(CodeAlphabet, CodeLength);

    /// <summary>A code as typed, in the form in which it was made: without spaces and hyphens, letters that look like digits as digits. Null when it cannot be one.</summary>
    public static string? ReadCode(string? typed)
    {
        if (typed is null || typed.Length > 40) return null;
        var code = new StringBuilder(CodeLength);
        foreach (var c in typed.ToUpperInvariant())
        {
            if (c is ' ' or '-' or '\u00A0') continue;
            code.Append(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
        }
        return code.Length == CodeLength && code.ToString().All(CodeAlphabet.Contains) ? code.ToString() : null;
    }

    static string Derived(byte[] secret, string use) => Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(use)).AsSpan(0, Bytes));
}
