using System.Collections.Immutable;
using System.Diagnostics;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Triage;
using MarsKb.Triage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Triage;

/// <summary>Known errors in a log that somebody pastes or sends. The log is read as it comes and nothing of it is kept.</summary>
[IgnoreAntiforgeryToken]
[ReadsItsForm]
[ResponseCache(NoStore = true)]
public sealed class IndexModel(KnowledgeBase knowledge) : PageModel
{
    /// <summary>Null before a log was sent.</summary>
    public TriageReport? Report { get; private set; }

    /// <summary>Name of the file; empty for a pasted text.</summary>
    public string FileName { get; private set; } = "";

    public TimeSpan Elapsed { get; private set; }

    public string? Mistake { get; private set; }

    public ImmutableArray<HitView> Hits { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var sent = await SentLog.OpenAsync(Request, cancel);
        if (sent.Content is null)
            return sent.Problem == SentLogProblem.Nothing ? Wrong(StatusCodes.Status400BadRequest, "Paste a log or choose a file")
                : Wrong(sent.Problem == SentLogProblem.WrongType ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status400BadRequest, "The log did not arrive whole. Send it again");
        try
        {
            Report = await LogTriage.ReadAsync(sent.Content, knowledge.Triage, TriageLimits.Sent, cancel: cancel);
            Elapsed = Stopwatch.GetElapsedTime(start);
            FileName = sent.Name;
            Hits = [.. Report.Hits.Select(h => new HitView(h, (Entry)knowledge.Find(h.Key)!,
                knowledge.FlowsFor(h.Key).FirstOrDefault(f => knowledge.Find(f.Flow) is not null), Report.Lines))];
            return Page();
        }
        catch (UnreadableLogException fault)
        {
            await SentLog.DrainAsync(Request, cancel);
            return Wrong(fault.Fault switch
            {
                LogFault.TooLarge => StatusCodes.Status413PayloadTooLarge,
                LogFault.NotText => StatusCodes.Status415UnsupportedMediaType,
                _ => StatusCodes.Status400BadRequest,
            }, fault.Message);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException && !cancel.IsCancellationRequested)
        {
            return Wrong(StatusCodes.Status400BadRequest, "The log did not arrive whole. Send it again");
        }
    }

    PageResult Wrong(int status, string mistake)
    {
        Response.StatusCode = status;
        Mistake = mistake;
        return Page();
    }
}

/// <summary>One entry found, as the page shows it.</summary>
/// <param name="Flow">The flow that diagnoses it, or null.</param>
public sealed record HitView(TriageHit Hit, Entry Entry, FlowLink? Flow, long AllLines)
{
    const int Width = 360;

    public string Name => Hit.Code ?? Entry.Title;

    /// <summary>Where the ticks of the strip stand, from the left, in 360 parts.</summary>
    public IEnumerable<long> Ticks => Hit.Places.Select(line => (line - 1) * (Width - 2) / Math.Max(1, AllLines - 1)).Distinct();

    public IEnumerable<(Cause Cause, EntryAction First)> FirstActions => Entry.Causes.Where(c => c.Actions.Length > 0).Select(c => (c, c.Actions[0]));
}
