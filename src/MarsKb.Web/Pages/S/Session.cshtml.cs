using System.Collections.Immutable;
using System.Security.Cryptography;
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

/// <summary>A session: the step that somebody is at, what was answered before, and all that can be done with it.</summary>
[SecretAddress, KeepTyped]
public sealed class SessionModel(SessionService sessions, SessionPerson person, StorageWriter writer, KnowledgeBase knowledge, MarsKbOptions options, TimeProvider time) : PageModel, IKeepsTyped
{
    /// <summary>What a session waits for whose outcome is not known yet.</summary>
    const string WaitsForResult = "Whether it is solved";

    const string RetryAfterSeconds = "5";

    /// <summary>Characters of the record on the page: as many as a field of a ticket takes.</summary>
    const int LongestRecord = 4_000;

    /// <summary>Null while it cannot be read.</summary>
    public SessionView? View { get; private set; }

    public Session Session => View!.Session;

    /// <summary>The form that was sent and not taken, or not wholly.</summary>
    public SentForm Sent { get; private set; } = SentForm.None;

    public ImmutableArray<Mistake> Mistakes { get; private set; } = [];

    public FormTrouble? Trouble { get; private set; }

    /// <summary>The earlier answer that is to be changed, or null.</summary>
    public SessionAnswer? Changing { get; private set; }

    /// <summary>What moving to the newer version would mean, when that is asked for.</summary>
    public SessionMove? Move { get; private set; }

    public bool ShowsMap { get; private set; }

    /// <summary>A code for another device, just made.</summary>
    public ResumeCodeResult? Code { get; private set; }

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    /// <summary>Sent along with every form of this page: what happened since then is a conflict.</summary>
    public int Revision { get; private set; }

    /// <summary>Sent along with every form of this page: what comes twice counts once.</summary>
    public string Key { get; private set; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Nothing can be saved just now, and whoever begins to type should know.</summary>
    public bool IsReadOnly => writer.Closed is not null;

    /// <summary>How long answers are kept.</summary>
    public string Kept => options.KeepSessionsDays is { } days ? $"Every answer, for {SessionText.Many(days, "day")}" : "Every answer, for good";

    public string? Person => person.Of(HttpContext);

    /// <summary>The name comes from the sign-in, and nobody can type another.</summary>
    public bool IsSignedIn => HttpContext.Person() is not null;

    /// <summary>The flow as the content has it now; null when it has none.</summary>
    public Flow? FlowNow => knowledge.Find(Session.Flow.Key) as Flow;

    /// <summary>The cause that the outcome confirms, as the content has it now.</summary>
    public (Entry Entry, Cause Cause)? Confirmed =>
        Session.Current.Cause is { } confirmed && knowledge.Find(confirmed.Entry) is Entry entry && entry.Causes.FirstOrDefault(c => c.Id == confirmed.Cause) is { } cause ? (entry, cause) : null;

    /// <summary>For the ticket, as plain text.</summary>
    public string Record => TranscriptText.Write(Transcript.Of(Session, RecordLink.Of(Request, options, View!)), LongestRecord);

    /// <param name="change">Id of an answered step.</param>
    /// <param name="move">Asks what moving to the newer version would mean.</param>
    /// <param name="map">Shows the whole way.</param>
    public async Task<IActionResult> OnGetAsync([FromRoute] string token, string? change, string? move, string? map)
    {
        if (await OpenAsync(token) is { } refusal) return refusal;
        if (change is not null) Changing = Changeable(change);
        else if (move is not null && View!.Newer is { } newer) Move = Session.Preview(newer);
        else ShowsMap = map is not null;
        return Page();
    }

    /// <summary>Answers the current step, or changes an earlier answer.</summary>
    public Task<IActionResult> OnPostAsync([FromRoute] string token) => ActAsync(token, guard =>
    {
        var step = Sent.Step ?? "";
        var answer = Session.Flow.ById.TryGetValue(step, out var asked) && Sent.AnswerTo(asked) is { } sent ? AsPasted(asked, sent) : AnswerValue.Of("");
        return sessions.AnswerAsync(token, step, answer, Sent.Note, guard);
    }, CheckAnswer);

    public Task<IActionResult> OnPostBackAsync([FromRoute] string token) => ActAsync(token, guard => sessions.BackAsync(token, guard));

    public Task<IActionResult> OnPostNoteAsync([FromRoute] string token) => ActAsync(token, guard => sessions.NoteAsync(token, Sent.Step ?? "", Sent.Note, guard), CheckNote);

    public Task<IActionResult> OnPostWaitAsync([FromRoute] string token) => ActAsync(token, guard => sessions.WaitAsync(token, Sent.Reason, guard), CheckReason);

    /// <summary>It waits no longer.</summary>
    public Task<IActionResult> OnPostGoOnAsync([FromRoute] string token) => ActAsync(token, guard => sessions.WaitAsync(token, null, guard));

    /// <summary>Nobody knows yet how it ended: the session stays open.</summary>
    public Task<IActionResult> OnPostLaterAsync([FromRoute] string token) => ActAsync(token, guard => sessions.WaitAsync(token, WaitsForResult, guard));

    public Task<IActionResult> OnPostFinishAsync([FromRoute] string token) =>
        ActAsync(token, guard => sessions.FinishAsync(token, Sent.Resolved!.Value, Sent.Note, guard), () => Sent.Resolved is null ? [new("resolved", "Say whether it is solved")] : TooLong("note", Sent.Note));

    public Task<IActionResult> OnPostTicketAsync([FromRoute] string token) => ActAsync(token, guard => sessions.NameTicketAsync(token, Sent.Reference, guard),
        () => WrittenText.Ticket(Sent.Reference) is null ? [new("reference", $"Enter a ticket number of at most {WrittenText.LongestTicket} characters")] : []);

    public Task<IActionResult> OnPostMoveAsync([FromRoute] string token) => ActAsync(token, guard => sessions.MoveAsync(token, Sent.Version ?? "", guard));

    /// <summary>Keeps a name in this browser; it stands beside what is answered from now on.</summary>
    public async Task<IActionResult> OnPostNameAsync([FromRoute] string token)
    {
        if (await OpenAsync(token) is { } refusal) return refusal;
        var name = WrittenText.Name(Sent.Name);
        if (name is null && !string.IsNullOrWhiteSpace(Sent.Name)) return Mend(new Mistake("name", $"Enter a name of at most {WrittenText.LongestName} characters"));
        person.Keep(HttpContext, name);
        return SeeNow();
    }

    /// <summary>Makes a code to type at another device. It is shown once, so this page is the reply itself.</summary>
    public async Task<IActionResult> OnPostCodeAsync([FromRoute] string token)
    {
        if (await OpenAsync(token) is { } refusal) return refusal;
        try
        {
            Code = await sessions.MakeResumeCodeAsync(token);
        }
        catch (StorageUnavailableException)
        {
            return Suffer(FormTrouble.Unsaved);
        }
        return Code switch
        {
            null => NotFound(),
            { Outcome: SessionOutcome.Accepted } => Page(),
            { Outcome: SessionOutcome.Done } => Suffer(FormTrouble.Ended),
            _ => Suffer(FormTrouble.Unsaved),
        };
    }

    /// <inheritdoc/>
    public async Task<IActionResult> TooOldAsync() => await OpenAsync((string?)RouteData.Values["token"] ?? "") ?? Suffer(FormTrouble.TooOld);

    public override async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        if (!HttpMethods.IsPost(Request.Method) || !Request.HasFormContentType) return;
        try
        {
            Sent = SentForm.Read(await Request.ReadFormAsync());
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // The check of the form's token refuses it.
        }
    }

    /// <summary>The form of the step to answer, or of the answer to change.</summary>
    public StepCard Card()
    {
        var (step, given, notes) = Changing is { } earlier ? (earlier.Step, earlier.Answer, earlier.Notes) : (Session.Current, Session.Offered?.Answer, Session.NotesHere);
        if (Sent.Step != step.Id) return new StepCard(View!.Url!, step, Changing is not null, given, IsSent: false, null, null, notes);
        var sent = Sent.AnswerTo(step);
        return new StepCard(View!.Url!, step, Changing is not null, sent ?? given, sent is not null, Sent.Note, Sent.Reason, notes);
    }

    /// <summary>What is wrong with a field, or null.</summary>
    public string? MistakeIn(string field) => Mistakes.FirstOrDefault(m => m.Field == field)?.Text;

    /// <summary>True when the answer to this visit can be changed: the last one of its step, unless that is asked again just now.</summary>
    public bool CanChange(SessionAnswer answer) => ReferenceEquals(Changeable(answer.Step.Id), answer);

    /// <summary>What was sent is about the step that is shown: it stands in its form.</summary>
    public bool IsStillAsked => Sent.Step == (Changing?.Step ?? Session.Current).Id;

    /// <summary>What was sent answers a step that is not the one shown.</summary>
    public Step? SentElsewhere =>
        Sent.Step is { } id && !IsStillAsked && Session.Flow.ById.TryGetValue(id, out var step) ? step : null;

    SessionAnswer? Changeable(string step) =>
        Session.IsDone || !Session.Position.IsOutcome && Session.Current.Id == step ? null : Session.Answers.LastOrDefault(a => a.Step.Id == step);

    /// <returns>Null when the session is there.</returns>
    async Task<IActionResult?> OpenAsync(string token)
    {
        try
        {
            View = await sessions.FindAsync(token, HttpContext.RequestAborted);
        }
        catch (StorageUnavailableException)
        {
            return Suffer(FormTrouble.Unsaved);
        }
        if (View is null) return NotFound();
        Revision = Session.Revision;
        if (Session.Ticket is { } ticket) Ticket.Set(HttpContext, ticket);
        return null;
    }

    async Task<IActionResult> ActAsync(string token, Func<ChangeGuard, Task<SessionResult?>> act, Func<ImmutableArray<Mistake>>? check = null)
    {
        if (await OpenAsync(token) is { } refusal) return refusal;
        // What somebody sent before something else happened is first of all a conflict, or a repetition.
        var isFresh = !Session.IsDone && (Sent.Revision ?? Revision) == Revision;
        if (isFresh && check?.Invoke() is [_, ..] mistakes) return Mend([.. mistakes]);
        try
        {
            return await act(new ChangeGuard(Sent.Revision, Sent.Key, Person)) switch
            {
                null => NotFound(),
                { Outcome: SessionOutcome.Accepted } result => Accepted(result),
                { Outcome: SessionOutcome.Refused } result => Mend(new Mistake(null, result.Message!)),
                { Outcome: SessionOutcome.Done } result => Again(result, FormTrouble.Ended),
                { Outcome: SessionOutcome.Unavailable } => Suffer(FormTrouble.Unsaved),
                var result => Again(result, FormTrouble.Conflict),
            };
        }
        catch (StorageUnavailableException)
        {
            return Suffer(FormTrouble.Unsaved);
        }
    }

    IActionResult Accepted(SessionResult result)
    {
        // A note or a wait that was sent with a half-typed answer must not lose it.
        var isBeside = result.View!.Session.Events[^1].Kind is SessionEventKind.Noted or SessionEventKind.Waiting;
        if (!isBeside || Sent.Answers.All(string.IsNullOrWhiteSpace)) return SeeNow();
        Show(result.View);
        StayWithSent();
        Sent = Sent.WithoutNotes();
        return Page();
    }

    /// <summary>The page as it is now, with a fresh key: what is sent from it is another wish.</summary>
    PageResult Again(SessionResult result, FormTrouble trouble)
    {
        Show(result.View!);
        return Suffer(trouble);
    }

    void Show(SessionView view)
    {
        View = view;
        Revision = Session.Revision;
        if (Session.Ticket is { } ticket) Ticket.Set(HttpContext, ticket);
    }

    PageResult Suffer(FormTrouble trouble)
    {
        Trouble = trouble;
        Response.StatusCode = trouble switch
        {
            FormTrouble.Unsaved => StatusCodes.Status503ServiceUnavailable,
            FormTrouble.TooOld => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
        if (trouble == FormTrouble.Unsaved) Response.Headers.RetryAfter = RetryAfterSeconds;
        // Sent once more it is the same wish: if it was saved after all, it counts once.
        if (trouble is FormTrouble.Unsaved or FormTrouble.TooOld)
        {
            Key = Sent.Key ?? Key;
            Revision = Sent.Revision ?? Revision;
        }
        StayWithSent();
        return Page();
    }

    PageResult Mend(params ImmutableArray<Mistake> mistakes)
    {
        Mistakes = mistakes;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        StayWithSent();
        return Page();
    }

    void StayWithSent()
    {
        if (View is not null && Trouble is not (FormTrouble.Conflict or FormTrouble.Ended) && Sent.Step is { } step) Changing = Changeable(step);
    }

    SeeOtherResult SeeNow()
    {
        var url = View!.Url!;
        return new SeeOtherResult((Session.Ticket is null ? Ticket.Of(HttpContext).Keep(url) : url) + "#now");
    }

    /// <summary>The value that was found in a pasted text stands in the field to be corrected; left as it is, the text itself stays the answer.</summary>
    AnswerValue AsPasted(Step step, AnswerValue sent) =>
        (Changeable(step.Id) ?? (Session.Current.Id == step.Id ? Session.Offered : null))?.Answer is { } earlier && StepCard.FoundIn(step, earlier) is { } found && found == sent.Items[0].Trim() ? earlier : sent;

    ImmutableArray<Mistake> CheckAnswer()
    {
        // Of a step that nobody asks for, the session says what it asks for instead.
        if ((Sent.Step == Session.Current.Id ? Session.Current : Changeable(Sent.Step ?? "")?.Step) is not { Type: not StepType.Outcome } step) return TooLong("note", Sent.Note);
        var answer = Sent.AnswerTo(step);
        var fault = answer is null || step.Choices.Length > 0 && !answer.IsDontKnow && FlowResolver.Check(step, answer) is not null ? "Choose one of the answers" : FlowResolver.Check(step, answer)?.TrimEnd('.');
        return [.. fault is null ? (ImmutableArray<Mistake>)[] : [new Mistake("answer", fault)], .. TooLong("note", Sent.Note)];
    }

    ImmutableArray<Mistake> CheckNote() => WrittenText.Note(Sent.Note) is null ? [new("note", "Write something into the note")] : TooLong("note", Sent.Note);

    ImmutableArray<Mistake> CheckReason() => WrittenText.Note(Sent.Reason) is null ? [new("reason", "Say what it waits for")] : TooLong("reason", Sent.Reason);

    static ImmutableArray<Mistake> TooLong(string field, string? text) =>
        WrittenText.Note(text)?.Length > WrittenText.LongestNote ? [new(field, $"Shorten this to {WrittenText.LongestNote:N0} characters")] : [];
}
