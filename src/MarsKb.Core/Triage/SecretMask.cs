using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using MarsKb.Search;

namespace MarsKb.Triage;

/// <summary>Takes out of a line what must not be shown: keys, tokens, passwords, people, addresses.</summary>
public static partial class SecretMask
{
    /// <summary>The text with its secrets replaced by what they are: <c>[secret]</c>, <c>[user]</c>, <c>[e-mail]</c>, <c>[address]</c>.</summary>
    public static string Apply(string text) => Apply(text, []).Text;

    /// <summary>The text with its secrets replaced, and the marks where they are then.</summary>
    internal static Snippet Apply(string text, IEnumerable<(int Start, int Length)> marks)
    {
        var hidden = Find(text);
        var shown = new StringBuilder(text.Length);
        var moved = ImmutableArray.CreateBuilder<(int, int)>();
        var (at, next) = (0, 0);
        foreach (var (start, length) in marks.OrderBy(m => m.Start))
        {
            if (start < at) continue;
            for (; next < hidden.Count && hidden[next].Start < start + length; next++)
            {
                shown.Append(text, at, hidden[next].Start - at).Append(hidden[next].Word);
                at = hidden[next].End;
            }
            // A mark that touches a secret is not worth showing it.
            if (start < at) continue;
            shown.Append(text, at, start - at);
            moved.Add((shown.Length, length));
            shown.Append(text, start, length);
            at = start + length;
        }
        for (; next < hidden.Count; next++)
        {
            if (hidden[next].Start < at) continue;
            shown.Append(text, at, hidden[next].Start - at).Append(hidden[next].Word);
            at = hidden[next].End;
        }
        shown.Append(text, at, text.Length - at);
        return new Snippet(shown.ToString(), moved.ToImmutable());
    }

    /// <summary>Secrets in order, none over another.</summary>
    static List<(int Start, int End, string Word)> Find(string text)
    {
        var found = new List<(int Start, int End, string Word)>();
        Take(NamedSecret(), "[secret]");
        Take(Passphrase(), "[secret]");
        Take(AuthorizationHeader(), "[secret]");
        Take(WebToken(), "[secret]");
        Take(LongKey(), "[secret]");
        Take(AddressWithPassword(), "[secret]");
        Take(UserInPath(), "[user]");
        Take(UserAtEndOfPath(), "[user]");
        Take(NamedUser(), "[user]");
        Take(SecurityId(), "[user]");
        Take(MailAddress(), "[e-mail]");
        Take(FourNumbers(), "[address]", IsAddress);
        Take(ColonGroups(), "[address]", IsAddress);
        found.Sort((a, b) => a.Start != b.Start ? a.Start - b.Start : b.End - a.End);
        var last = 0;
        found.RemoveAll(f =>
        {
            if (f.Start < last) return true;
            last = f.End;
            return false;
        });
        return found;

        void Take(Regex pattern, string word, Func<string, int, int, bool>? accept = null)
        {
            foreach (Match match in pattern.Matches(text))
            {
                var group = match.Groups["secret"];
                if (group.Length > 0 && accept?.Invoke(text, group.Index, group.Length) != false) found.Add((group.Index, group.Index + group.Length, word));
            }
        }
    }

    /// <summary>An address, and no version or time with as many parts.</summary>
    static bool IsAddress(string text, int start, int length)
    {
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_')) return false;
        var end = start + length;
        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))) return false;
        return IPAddress.TryParse(text.AsSpan(start, length), out var address)
            && (address.AddressFamily == AddressFamily.InterNetwork || text.AsSpan(start, length).Contains("::", StringComparison.Ordinal) || text.AsSpan(start, length).Count(':') == 7);
    }

    const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex("""(account_?key|shared_?access_?key|shared_?access_?signature|\bsig|password|passwd|\bpwd|secret|api[_-]?key|access[_-]?key|storage[_-]?key|subscription[_-]?key|encryption[_-]?key|token|\bpin)["']?\s{0,4}([:=]|\bis\b)\s{0,4}["']?(?<secret>[^\s"',;&<>]+)""", Linear)]
    private static partial Regex NamedSecret();

    // A passphrase may have blanks: all up to the next quote or the end.
    [GeneratedRegex("""passphrase["']?\s{0,4}[:=]\s{0,4}["']?(?<secret>[^"'\r\n<>]+)""", Linear)]
    private static partial Regex Passphrase();

    [GeneratedRegex("""\b(bearer|basic|ntlm|negotiate|sharedkey|sharedkeylite)\s+(?<secret>[a-z0-9+/=._~:-]{8,})""", Linear)]
    private static partial Regex AuthorizationHeader();

    [GeneratedRegex("""(?<secret>eyJ[a-z0-9_-]{8,}\.[a-z0-9._-]{8,})""", Linear)]
    private static partial Regex WebToken();

    [GeneratedRegex("""(?<secret>[a-z0-9+/]{32,}={1,2}|[a-z0-9+/]{64,})""", Linear)]
    private static partial Regex LongKey();

    [GeneratedRegex("""://(?<secret>[^/\s:@"'<>]+:[^/\s@"'<>]+)@""", Linear)]
    private static partial Regex AddressWithPassword();

    [GeneratedRegex("""[\\/](users|home|documents and settings)[\\/]+(?<secret>[^\\/:*?"'<>|\r\n]{1,64})[\\/]""", Linear)]
    private static partial Regex UserInPath();

    [GeneratedRegex("""[\\/](users|home|documents and settings)[\\/]+(?<secret>[^\s\\/:*?"'<>|,;)\]]{1,64})""", Linear)]
    private static partial Regex UserAtEndOfPath();

    [GeneratedRegex("""\b(user(name|[ _]name|[ _]?id)?|account[ _]?name|logon[ _]?name|login|upn)["']?\s{0,4}[:=]\s{0,4}["']?(?<secret>[^\s"',;&<>]+)""", Linear)]
    private static partial Regex NamedUser();

    [GeneratedRegex("""(?<secret>\bS-1-5-21-[0-9-]{4,})""", Linear)]
    private static partial Regex SecurityId();

    [GeneratedRegex("""(?<secret>[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+)""", Linear)]
    private static partial Regex MailAddress();

    [GeneratedRegex("""(?<secret>[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3})""", Linear)]
    private static partial Regex FourNumbers();

    [GeneratedRegex("""(?<secret>[0-9a-f]{0,4}:[0-9a-f:]{0,34}:[0-9a-f]{0,4}(\.[0-9]{1,3}){0,3})""", Linear)]
    private static partial Regex ColonGroups();
}
