using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MarsKb.Faults;

/// <summary>
/// People who answer as fast as they can over the API. Acknowledged is what a client has read the whole reply to; the note of each answer says which it is,
/// so that a lost, doubled or changed one shows.
/// </summary>
sealed class SessionLoad
{
    const int AnswersOfASession = 40;

    readonly ConcurrentBag<Walk> walks = [];

    public IReadOnlyCollection<Walk> Walks => walks;

    public int Acknowledged => walks.Sum(w => w.Acknowledged);

    public ConcurrentBag<HttpStatusCode> Refusals { get; } = [];

    /// <summary>Replies that were cut off, and connections that were refused.</summary>
    public ConcurrentBag<Exception> Cut { get; } = [];

    public ConcurrentBag<TimeSpan> Times { get; } = [];

    /// <summary>Answers until told to stop. A walk ends at the first reply that is no acknowledgement.</summary>
    /// <param name="goOn">Begins another walk after a refusal or a cut, until told to stop.</param>
    public Task RunAsync(Uri site, int people, CancellationToken stop, bool goOn = false) =>
        Task.WhenAll(Enumerable.Range(0, people).Select(_ => Task.Run(() => WalkAsync(site, goOn, stop), CancellationToken.None)));

    async Task WalkAsync(Uri site, bool goOn, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = site, Timeout = TimeSpan.FromSeconds(15) };
        do
        {
            try
            {
                while (!stop.IsCancellationRequested && await OneSessionAsync(client, stop))
                {
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or JsonException)
            {
                Cut.Add(e);
            }
            if (goOn && !stop.IsCancellationRequested) await Task.Delay(20, CancellationToken.None);
        }
        while (goOn && !stop.IsCancellationRequested);
    }

    async Task<bool> OneSessionAsync(HttpClient client, CancellationToken stop)
    {
        using var started = await client.PostAsync("/api/v1/flows/sample/sessions", Json(new { }), CancellationToken.None);
        if (started.StatusCode != HttpStatusCode.Created) return Refused(started.StatusCode);
        using var session = JsonDocument.Parse(await started.Content.ReadAsStringAsync(CancellationToken.None));
        var walk = new Walk(session.RootElement.GetProperty("token").GetString()!);
        walks.Add(walk);
        for (var n = 0; n < AnswersOfASession && !stop.IsCancellationRequested; n++)
        {
            walk.Sent++;
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            using var reply = await client.PostAsync(
                $"/api/v1/sessions/{walk.Token}/answers", Json(new { step = Walk.Step(n), answer = Walk.Answer(n), note = Walk.Note(n), revision = n }), CancellationToken.None);
            if (reply.StatusCode != HttpStatusCode.OK) return Refused(reply.StatusCode);
            await reply.Content.ReadAsByteArrayAsync(CancellationToken.None);
            walk.Acknowledged++;
            Times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(began));
        }
        return true;
    }

    bool Refused(HttpStatusCode status)
    {
        Refusals.Add(status);
        return false;
    }

    static StringContent Json<T>(T body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    /// <summary>Reads every session again.</summary>
    /// <returns>One line for each that lacks an acknowledged answer or has one that nobody gave.</returns>
    public async Task<List<string>> FaultsAsync(Uri site, Func<Walk, int>? expected = null)
    {
        using var client = new HttpClient { BaseAddress = site };
        var faults = new List<string>();
        foreach (var walk in walks)
            if (await FaultAsync(client, walk, expected?.Invoke(walk) ?? walk.Acknowledged) is { } fault) faults.Add(fault);
        return faults;
    }

    static async Task<string?> FaultAsync(HttpClient client, Walk walk, int least)
    {
        using var reply = await client.GetAsync($"/api/v1/sessions/{walk.Token}");
        if (reply.StatusCode != HttpStatusCode.OK) return $"a session of {least} acknowledged answers: {(int)reply.StatusCode}";
        var session = await reply.Content.ReadFromJsonAsync<JsonElement>();
        var answers = session.GetProperty("answers").EnumerateArray().ToList();
        if (answers.Count < least) return $"{answers.Count} answers kept of {least} acknowledged";
        if (answers.Count > walk.Sent) return $"{answers.Count} answers kept of {walk.Sent} given";
        for (var n = 0; n < answers.Count; n++)
            if (answers[n].GetProperty("note").GetString() != Walk.Note(n) || answers[n].GetProperty("step").GetString() != Walk.Step(n)) return $"answer {n} is another one";
        return null;
    }

    /// <summary>One session: to and fro in the loop of the sample flow.</summary>
    public sealed class Walk(string token)
    {
        public string Token => token;

        public int Sent { get; set; }

        public int Acknowledged { get; set; }

        public static string Step(int n) => n % 2 == 0 ? "console" : "restart";

        public static string Answer(int n) => n % 2 == 0 ? "no" : "done";

        public static string Note(int n) => $"answer {n}";
    }
}
