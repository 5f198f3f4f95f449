using System.Collections.Immutable;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Feedback;
using MarsKb.Features.Searches;
using MarsKb.Features.Sessions;
using MarsKb.Flows;
using MarsKb.Flows.Map;
using MarsKb.Flows.Steps;
using MarsKb.Pages.Shared;
using MarsKb.Security;
using MarsKb.Security.Staff;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Flows;

/// <summary>What a flow is about, what it looks like, and where it would begin. Looking at it begins nothing.</summary>
[KeepTyped]
[RequestSizeLimit(64 * 1024)]
public sealed class FlowModel(KnowledgeBase knowledge, SessionService sessions, FlowResults results, ViewCounter views, SearchLog searches, SessionPerson person, StaffKey staffKey, TimeProvider time) : PageModel, IKeepsTyped
{
    public Flow? Flow { get; private set; }

    public FlowStart Start { get; private set; } = null!;

    public StartForm Form { get; private set; } = null!;

    public FlowGraph Graph { get; private set; } = null!;

    public FlowLength Length { get; private set; } = null!;

    public ImmutableArray<Covered> Covers { get; private set; } = [];

    public ImmutableArray<KnowledgeItem> Related { get; private set; } = [];

    /// <summary>Flows that this one leads into.</summary>
    public ImmutableArray<Flow> Parts { get; private set; } = [];

    /// <summary>Flows that lead into this one.</summary>
    public ImmutableArray<Flow> PartOf { get; private set; } = [];

    /// <summary>How closed sessions of it ended here.</summary>
    public FlowResult Results => results.Of(Flow!.Key);

    public NotFoundView? Missing { get; private set; }

    /// <summary>As the map calls it.</summary>
    public string TitleOf(string step) =>
        Graph.Rows.FirstOrDefault(r => r.Step.Id == step)?.Title ?? (Flow!.ById[step].Title is { Length: > 0 } title ? title : step);

    /// <summary>The cause that an outcome confirms, where the content still has it.</summary>
    public (Entry Entry, Cause Cause)? Confirmed(OutcomeStep outcome) =>
        outcome.Cause is { } named && knowledge.Find(named.Entry) is Entry entry && entry.Causes.FirstOrDefault(c => c.Id == named.Cause) is { } cause ? (entry, cause) : null;

    /// <summary>Where a staff key is set, only staff go on with somebody else's session.</summary>
    public bool MayResume { get; private set; }

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(string key)
    {
        if (Find(key) is not { } flow) return NothingOf(key);
        // The address may hold a step and known answers besides the ticket.
        if (flow.Key != key) return RedirectPermanent(flow.Url + Request.QueryString);
        Show(flow, new StartForm(StartForm.NewNonce(), Open: await OpenAsync(flow)));
        views.Count(flow.Key);
        searches.Opened(Request, flow.Key);
        return Page();
    }

    /// <param name="sent">The nonce of the form.</param>
    /// <param name="another">Not null when the ticket's open session was offered and left alone.</param>
    public async Task<IActionResult> OnPostAsync(string key, [FromForm(Name = "start")] string? sent, [FromForm(Name = "ticket")] string? typed, [FromForm(Name = "new")] string? another)
    {
        if (Find(key) is not { } flow) return NothingOf(key);
        var form = new StartForm(StartForm.NonceOf(sent), typed ?? "");
        var ticket = Ticket.Of(HttpContext).Reference;
        if (ticket is null && !string.IsNullOrWhiteSpace(typed))
            return Again(StatusCodes.Status422UnprocessableEntity, flow, form with { Mistake = $"Enter a ticket number of at most {WrittenText.LongestTicket} characters" });
        if (another is null && await OpenAsync(flow) is { } open) return Again(StatusCodes.Status200OK, flow, form with { Open = open });

        var start = FlowStart.Read(flow, Request.Query);
        var result = await sessions.StartAsync(flow, new SessionStart(
            ticket, start.FirstStep, [.. start.Known.Select(k => KeyValuePair.Create(k.Step.Id, k.Answer))], person.Of(HttpContext),
            // The same form sent twice begins once; with another ticket or other answers it is another wish.
            string.Join('\n', form.Nonce, start.Address(), ticket)));
        return result switch
        {
            { Outcome: SessionOutcome.Accepted, View.Url: { } url } => new SeeOtherResult(url),
            { Outcome: SessionOutcome.Unavailable } => Again(StatusCodes.Status503ServiceUnavailable, flow, form with { Failure = "Nothing can be saved at the moment, so no session was begun. What you entered is kept here; try again in a minute." }),
            _ => Again(StatusCodes.Status422UnprocessableEntity, flow, form with { Failure = result.Message }),
        };
    }

    public async Task<IActionResult> OnPostResumeAsync(string key, [FromForm(Name = "start")] string? sent)
    {
        if (Find(key) is not { } flow) return NothingOf(key);
        if (!MayResumeHere()) return new SeeOtherResult($"{StaffSetup.SignInPath}?returnUrl={Uri.EscapeDataString(Ticket.Of(HttpContext).Keep(FlowStart.Read(flow, Request.Query).Address()))}");
        var form = new StartForm(StartForm.NonceOf(sent));
        if (Ticket.Of(HttpContext).Reference is not { } ticket) return Again(StatusCodes.Status422UnprocessableEntity, flow, form);
        return await sessions.ResumeByTicketAsync(ticket, flow.Key, person.Of(HttpContext), form.Nonce) switch
        {
            { Outcome: SessionOutcome.Accepted, View.Url: { } url } => new SeeOtherResult(url),
            { Outcome: SessionOutcome.Refused, Message: var message } => Again(StatusCodes.Status422UnprocessableEntity, flow, form with { Failure = message }),
            null when await OpenAsync(flow) is null => Again(StatusCodes.Status409Conflict, flow, form with { Failure = $"{ticket} has no open session of this flow any more." }),
            _ => Again(StatusCodes.Status503ServiceUnavailable, flow, form with { Open = await OpenAsync(flow), Failure = "Nothing can be saved at the moment, so the session cannot be handed over to you. Try again in a minute." }),
        };
    }

    public async Task<IActionResult> TooOldAsync()
    {
        var key = (string)RouteData.Values["key"]!;
        if (Find(key) is not { } flow) return NothingOf(key);
        return Again(StatusCodes.Status400BadRequest, flow, new StartForm(StartForm.NewNonce(), Request.Form["ticket"].ToString(), await OpenAsync(flow),
            Failure: "This form was open for too long, so nothing was begun. What you entered is kept here; press the button again."));
    }

    Flow? Find(string key) => knowledge.Resolve(key) is { Kind: ResolutionKind.Key or ResolutionKind.OtherSpelling, Items: [Flow flow] } ? flow : null;

    IActionResult NothingOf(string key)
    {
        if (HttpMethods.IsGet(Request.Method) && knowledge.Resolve(key) is { Items: [var item] }) return RedirectPermanent(Ticket.Of(HttpContext).Keep(item.Url));
        Missing = NotFoundView.Of(knowledge, key);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    async Task<SessionSummary?> OpenAsync(Flow flow)
    {
        if (!MayResumeHere() || Ticket.Of(HttpContext).Reference is not { } ticket) return null;
        try
        {
            return await sessions.OpenForAsync(ticket, flow.Key, HttpContext.RequestAborted);
        }
        catch (StorageUnavailableException)
        {
            // What cannot be read cannot be offered; the page about the flow is good without.
            return null;
        }
    }

    bool MayResumeHere() => MayResume = !staffKey.IsSet || StaffSetup.IsStaff(HttpContext, staffKey);

    PageResult Again(int status, Flow flow, StartForm form)
    {
        Response.StatusCode = status;
        Show(flow, form);
        return Page();
    }

    void Show(Flow flow, StartForm form)
    {
        Flow = flow;
        Form = form;
        Start = FlowStart.Read(flow, Request.Query);
        Graph = FlowGraph.Of(flow);
        Length = FlowLength.Of(flow, Start.At?.Id);
        Covers = Covered.Of(knowledge, flow);
        Parts = [.. flow.Calls().Select(knowledge.FlowOf).OfType<Flow>()];
        PartOf = [.. knowledge.Flows.Where(f => f.Calls().Contains(flow.Key, StringComparer.OrdinalIgnoreCase))];
        Related = [.. flow.Related.Select(knowledge.Find).OfType<KnowledgeItem>().Except(Parts).Except(PartOf)];
    }
}
