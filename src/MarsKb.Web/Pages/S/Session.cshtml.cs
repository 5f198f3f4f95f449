using System.Collections.Immutable;
using MarsKb.Configuration;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Sessions;
using MarsKb.Flows;
using MarsKb.Pages.Shared;
using MarsKb.Security;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.S;

/// <summary>A session: takes what somebody does with it, and shows the step (<see cref="StepForm"/>) and what goes to others (<see cref="SessionShare"/>).</summary>
[SecretAddress, KeepTyped]
public sealed class SessionModel(SessionService sessions, SessionPerson person, StorageWriter writer, KnowledgeBase knowledge, MarsKbOptions options, TimeProvider time) : PageModel, IKeepsTyped
{
    /// <summary>What a session waits for whose outcome is not known yet.</summary>
    const string WaitsForResult = "Whether it is solved";

    const string RetryAfterSeconds = "5";

    ResumeCodeResult? code;

    /// <summary>Null while it cannot be read.</summary>
    public SessionView? View { get; private set; }

    public Session Session => View!.Session;

    public StepForm Form { get; } = new();

    public SessionShare Share => new(View!, person.Of(HttpContext), Request, options) { Code = code };

    /// <summary>What moving to the newer version would mean, when that is asked for.</summary>
    public SessionMove? Move { get; private set; }

    public bool ShowsMap { get; private set; }

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    /// <summary>Nothing can be saved just now, and somebody who begins to type should know.</summary>
    public bool IsReadOnly => writer.Closed is not null;

    /// <summary>The flow as the content has it now; null when it has none.</summary>
    public Flow? FlowNow => knowledge.Find(Session.Flow.Key) as Flow;

    /// <summary>The cause that the outcome confirms, as the content has it now.</summary>
    public (Entry Entry, Cause Cause)? Confirmed =>
        Session.Outcome?.Cause is { } confirmed && knowledge.Find(confirmed.Entry) is Entry entry
        && entry.Causes.FirstOrDefault(c => c.Id == confirmed.Cause) is { } cause ? (entry, cause) : null;

    SentForm Sent => Form.Sent;

    /// <param name="change">Id of an answered step.</param>
    /// <param name="move">Asks what moving to the newer version would mean.</param>
    /// <param name="map">Shows the whole way.</param>
    public Task<IActionResult> OnGetAsync([FromRoute] string token, string? change, string? move, string? map) => WithAsync(token, session =>
    {
        if (change is not null) Form.Change(change);
        else if (move is not null && session.View.Newer is { } newer) Move = Session.Preview(newer);
        else ShowsMap = map is not null;
        return Task.FromResult<IActionResult>(Page());
    });

    /// <summary>Answers the current step, or changes an earlier answer.</summary>
    public Task<IActionResult> OnPostAsync([FromRoute] string token) =>
        ActAsync(token, (session, guard) => sessions.AnswerAsync(session, Sent.Step ?? "", Form.Answer(), Sent.Note, guard), Form.CheckAnswer);

    public Task<IActionResult> OnPostBackAsync([FromRoute] string token) => ActAsync(token, sessions.BackAsync);

    public Task<IActionResult> OnPostNoteAsync([FromRoute] string token) =>
        ActAsync(token, (session, guard) => sessions.NoteAsync(session, Sent.Step ?? "", Sent.Note, guard), Form.CheckNote);

    public Task<IActionResult> OnPostWaitAsync([FromRoute] string token) =>
        ActAsync(token, (session, guard) => sessions.WaitAsync(session, Sent.Reason, guard), Form.CheckReason);

    /// <summary>It waits no longer.</summary>
    public Task<IActionResult> OnPostGoOnAsync([FromRoute] string token) => ActAsync(token, (session, guard) => sessions.WaitAsync(session, null, guard));

    /// <summary>Nobody knows yet how it ended: the session stays open.</summary>
    public Task<IActionResult> OnPostLaterAsync([FromRoute] string token) => ActAsync(token, (session, guard) => sessions.WaitAsync(session, WaitsForResult, guard));

    public Task<IActionResult> OnPostFinishAsync([FromRoute] string token) =>
        ActAsync(token, (session, guard) => sessions.FinishAsync(session, Sent.Resolved!.Value, Sent.Note, guard), Form.CheckResolved);

    public Task<IActionResult> OnPostTicketAsync([FromRoute] string token) =>
        ActAsync(token, (session, guard) => sessions.NameTicketAsync(session, Sent.Reference, guard), Form.CheckTicket);

    public Task<IActionResult> OnPostMoveAsync([FromRoute] string token) =>
        ActAsync(token, (session, guard) => sessions.MoveAsync(session, Sent.Version ?? "", guard));

    /// <summary>Keeps a name in this browser; it stands next to what is answered from now on.</summary>
    public Task<IActionResult> OnPostNameAsync([FromRoute] string token) => WithAsync(token, _ =>
    {
        var name = WrittenText.Name(Sent.Name);
        if (name is null && !string.IsNullOrWhiteSpace(Sent.Name))
            return Task.FromResult<IActionResult>(Refuse([new("name", $"Enter a name of at most {WrittenText.LongestName} characters")]));
        person.Keep(HttpContext, name);
        return Task.FromResult<IActionResult>(SeeNow());
    });

    /// <summary>Makes a code to type at another device. It is shown once, so this page is the reply itself.</summary>
    public Task<IActionResult> OnPostCodeAsync([FromRoute] string token) => WithAsync(token, async session =>
    {
        code = await sessions.MakeResumeCodeAsync(session);
        return code switch
        {
            null => NotFound(),
            { Outcome: SessionOutcome.Accepted } => Page(),
            { Outcome: SessionOutcome.Done } => Fail(FormTrouble.Ended),
            _ => Fail(FormTrouble.Unsaved),
        };
    });

    /// <inheritdoc/>
    public Task<IActionResult> TooOldAsync() => WithAsync((string?)RouteData.Values["token"] ?? "", _ => Task.FromResult<IActionResult>(Fail(FormTrouble.TooOld)));

    public override async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        if (!HttpMethods.IsPost(Request.Method) || !Request.HasFormContentType) return;
        try
        {
            Form.Take(SentForm.Read(await Request.ReadFormAsync()));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // The check of the form's token refuses it.
        }
    }

    /// <summary>Opens the session, once for the request, and does something with it.</summary>
    async Task<IActionResult> WithAsync(string token, Func<SessionHandle, Task<IActionResult>> act)
    {
        try
        {
            if (await sessions.OpenAsync(token, HttpContext.RequestAborted) is not { } session) return NotFound();
            Show(session.View);
            return await act(session);
        }
        catch (StorageUnavailableException)
        {
            return Fail(FormTrouble.Unsaved);
        }
    }

    Task<IActionResult> ActAsync(string token, Func<SessionHandle, ChangeGuard, Task<SessionResult?>> act, Func<ImmutableArray<Mistake>>? check = null) => WithAsync(token, async session =>
    {
        // What somebody sent before something else happened is first of all a conflict, or a repetition.
        if (Form.IsFresh && check?.Invoke() is { IsEmpty: false } mistakes) return Refuse(mistakes);
        return await act(session, new ChangeGuard(Sent.Revision, Sent.Key, person.Of(HttpContext))) switch
        {
            null => NotFound(),
            { Outcome: SessionOutcome.Accepted } result => Accepted(result),
            { Outcome: SessionOutcome.Refused } result => Refuse([new(null, result.Message!)]),
            { Outcome: SessionOutcome.Done } result => Again(result, FormTrouble.Ended),
            { Outcome: SessionOutcome.Unavailable } => Fail(FormTrouble.Unsaved),
            var result => Again(result, FormTrouble.Conflict),
        };
    });

    IActionResult Accepted(SessionResult result)
    {
        // A note or a wait that was sent with a half-typed answer must not lose it.
        var isBesides = result.View!.Session.Events[^1].Kind is SessionEventKind.Noted or SessionEventKind.Waiting;
        if (!isBesides || Sent.Answers.All(string.IsNullOrWhiteSpace)) return SeeNow();
        Show(result.View);
        Form.KeepAnswer();
        return Page();
    }

    /// <summary>The page as it is now, with a fresh key: what is sent from it is another wish.</summary>
    PageResult Again(SessionResult result, FormTrouble trouble)
    {
        Show(result.View!);
        return Fail(trouble);
    }

    void Show(SessionView view)
    {
        View = view;
        Form.Show(view);
        if (Session.Ticket is { } ticket) Ticket.Set(HttpContext, ticket);
    }

    PageResult Fail(FormTrouble trouble)
    {
        Form.Fail(trouble);
        Response.StatusCode = trouble switch
        {
            FormTrouble.Unsaved => StatusCodes.Status503ServiceUnavailable,
            FormTrouble.TooOld => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
        if (trouble == FormTrouble.Unsaved) Response.Headers.RetryAfter = RetryAfterSeconds;
        return Page();
    }

    PageResult Refuse(ImmutableArray<Mistake> mistakes)
    {
        Form.Refuse(mistakes);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    SeeOtherResult SeeNow()
    {
        var url = View!.Url!;
        return new SeeOtherResult((Session.Ticket is null ? Ticket.Of(HttpContext).Keep(url) : url) + "#now");
    }
}
