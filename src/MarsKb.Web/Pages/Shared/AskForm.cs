using MarsKb.Features.Feedback;
using MarsKb.Text;

namespace MarsKb.Pages.Shared;

/// <summary>The form that asks for a missing entry.</summary>
/// <param name="Label">Of the field; it is optional, since <see cref="About"/> says what is missing.</param>
/// <param name="Filled">True where its button is the page's one filled button.</param>
public sealed record AskForm(string Label, string Hint, bool Filled)
{
    readonly string about = "";

    /// <summary>What was searched for or opened; of a long text the beginning.</summary>
    public required string About
    {
        get => about;
        init => about = ShortText.Cut(value, AskService.LongestWish);
    }
}
