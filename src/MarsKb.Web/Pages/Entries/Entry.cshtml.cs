using System.Collections.Immutable;
using MarsKb.Codes;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Feedback;
using MarsKb.Features.Searches;
using MarsKb.Features.Sessions;
using MarsKb.Flows;
using MarsKb.Pages.Caching;
using MarsKb.Pages.Shared;
using MarsKb.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace MarsKb.Pages.Entries;

/// <summary>The canonical page of an entry.</summary>
[SameOrigin]
[OutputCache(PolicyName = EntryPageCache.Entry)]
public sealed class EntryModel(KnowledgeBase knowledge, FeedbackService feedback, CauseCounts counts, ViewCounter views, SearchLog searches) : PageModel
{
    /// <summary>Spellings shown beside the entry.</summary>
    const int MostSpellings = 4;

    public Entry? Entry { get; private set; }

    public CauseOrder Order { get; private set; } = null!;

    public Shared.Choice? Choice { get; private set; }

    public NotFoundView? Missing { get; private set; }

    /// <summary>Related items, and other flows that confirm a cause of this entry.</summary>
    public ImmutableArray<KnowledgeItem> Related { get; private set; } = [];

    /// <summary>The flows that diagnose this entry, with the step to begin at.</summary>
    public ImmutableArray<FlowLink> Guides { get; private set; } = [];

    public ImmutableArray<string> Spellings { get; private set; } = [];

    public string ComponentTitle { get; private set; } = "";

    public FeedbackCount Helped { get; private set; }

    public FeedbackView Feedback { get; private set; } = FeedbackView.Question;

    /// <param name="thanks">After an answer: <c>yes</c>, <c>no</c> or <c>note</c>.</param>
    /// <param name="receipt">Names the answer, so that a note can be added to it.</param>
    public IActionResult OnGet(string key, string? thanks, Guid? receipt)
    {
        Feedback = thanks switch
        {
            "no" when receipt is not null => new FeedbackView(FeedbackState.AskWhatWasMissing, receipt),
            "yes" or "no" or "note" => new FeedbackView(FeedbackState.Thanks),
            _ => FeedbackView.Question,
        };
        return Open(key);
    }

    public async Task<IActionResult> OnPostFeedbackAsync(string key, bool? helped, string? note, Guid? receipt)
    {
        if (helped is not { } answer) return BadRequest();
        var result = await feedback.GiveAsync(key, answer, note?.ReplaceLineEndings("\n"), receipt);
        switch (result.Outcome)
        {
            case FeedbackOutcome.Saved:
                var thanks = answer ? "yes" : note is null ? "no" : "note";
                var url = $"{knowledge.Resolve(key).Items[0].Url}?thanks={thanks}&receipt={result.Receipt}";
                return new SeeOtherResult(Ticket.Of(HttpContext).Keep(url) + "#kb-feedback");
            case FeedbackOutcome.UnknownEntry:
                return NotFound();
            case FeedbackOutcome.NoteTooLong:
                Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                Feedback = new FeedbackView(FeedbackState.AskWhatWasMissing, receipt, note, $"The text is too long. Shorten it to {FeedbackService.LongestNote} characters.");
                break;
            default:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                Feedback = Feedback with { Note = note, Mistake = "Your answer cannot be saved at the moment. Try again in a minute." };
                if (note is not null) Feedback = Feedback with { State = FeedbackState.AskWhatWasMissing, Receipt = receipt };
                break;
        }
        return Open(key);
    }

    IActionResult Open(string key)
    {
        var found = knowledge.Resolve(key);
        switch (found.Kind)
        {
            case ResolutionKind.Key when found.Items[0] is Entry entry:
                Show(entry);
                if (HttpMethods.IsGet(Request.Method) && Feedback == FeedbackView.Question)
                {
                    views.Count(entry.Key);
                    searches.Opened(Request, entry.Key);
                }
                return Page();
            case ResolutionKind.Key or ResolutionKind.OtherSpelling:
                return RedirectPermanent(Ticket.Of(HttpContext).Keep(found.Items[0].Url));
            case ResolutionKind.Several:
                Choice = new Shared.Choice(key, found.Items);
                return Page();
            default:
                Missing = NotFoundView.Of(knowledge, key);
                Response.StatusCode = StatusCodes.Status404NotFound;
                return Page();
        }
    }

    // Its own outcomes: what it only calls is said on the pages of those flows.
    static bool Confirms(Flow flow, string entry) =>
        flow.Outcomes.Any(s => s.Cause is { } cause && string.Equals(cause.Entry, entry, StringComparison.OrdinalIgnoreCase) && !s.Id.Contains('.', StringComparison.Ordinal));

    void Show(Entry entry)
    {
        Entry = entry;
        Order = CauseOrder.Of(entry, counts.Of(entry.Key));
        Helped = feedback.CountOf(entry.Key);
        ComponentTitle = knowledge.ComponentTitle(entry.Component);
        Guides = knowledge.FlowsFor(entry.Key);
        var others = knowledge.Flows.Where(f => Confirms(f, entry.Key) && !Guides.Any(g => g.Flow == f.Key));
        Related = [.. entry.Related.Select(knowledge.Find).OfType<KnowledgeItem>().Concat(others).Distinct()];
        Spellings =
        [
            .. entry.Codes.Skip(1)
                .Concat(entry.Codes.Take(1).Select(ErrorCode.Parse).OfType<ErrorCode>().SelectMany(c => CodeReader.Read(c).Spellings))
                .Concat(entry.Aliases)
                .Distinct(StringComparer.OrdinalIgnoreCase).Take(MostSpellings),
        ];
    }
}
