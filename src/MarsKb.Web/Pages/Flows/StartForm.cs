using System.Buffers.Text;
using System.Security.Cryptography;
using MarsKb.Features.Sessions;

namespace MarsKb.Pages.Flows;

/// <summary>The form that begins a session.</summary>
/// <param name="Nonce">Chosen at random for each form that is shown: sent twice, it begins once.</param>
/// <param name="Ticket">What was typed, where the address brings no ticket.</param>
/// <param name="Open">The ticket's open session of this flow, offered for going on.</param>
/// <param name="Mistake">What is wrong with what was typed.</param>
/// <param name="Failure">Why nothing could be begun.</param>
public sealed record StartForm(string Nonce, string Ticket = "", SessionSummary? Open = null, string? Mistake = null, string? Failure = null)
{
    const int NonceLength = 22; // 128 bits

    public static string NewNonce() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The nonce of a form that was sent; a new one where it has none of ours.</summary>
    public static string NonceOf(string? sent) =>
        sent is { Length: NonceLength } && sent.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? sent : NewNonce();
}
