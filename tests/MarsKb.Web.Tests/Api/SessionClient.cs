using System.Net;
using System.Text;
using System.Text.Json;

namespace MarsKb.Api;

/// <summary>Asks the API for sessions, as a program would.</summary>
public sealed class SessionClient(HttpClient client)
{
    public async Task<JsonElement> BeginAsync(string flow = "agent-trouble", object? body = null)
    {
        using var reply = await SendAsync($"/api/v1/flows/{flow}/sessions", body ?? new { });
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return await ApiSite.ReadAsync(reply);
    }

    public async Task<JsonElement> GetAsync(string token)
    {
        using var reply = await client.GetAsync(new Uri("/api/v1/sessions/" + token, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return await ApiSite.ReadAsync(reply);
    }

    /// <summary>Answers a step at the session's own revision; the answer must be taken.</summary>
    public async Task<JsonElement> AnswerAsync(JsonElement session, string step, object answer, string? note = null)
    {
        using var reply = await PostAsync(session, "answers", new { step, answer, note, revision = Revision(session) });
        Assert.True(reply.StatusCode == HttpStatusCode.OK, await reply.Content.ReadAsStringAsync());
        return await ApiSite.ReadAsync(reply);
    }

    public Task<HttpResponseMessage> PostAsync(JsonElement session, string what, object body, string? key = null) =>
        SendAsync($"/api/v1/sessions/{Token(session)}/{what}", body, key);

    public async Task<HttpResponseMessage> SendAsync(string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (key is not null) Assert.True(request.Headers.TryAddWithoutValidation("Idempotency-Key", key));
        return await client.SendAsync(request);
    }

    public static string Token(JsonElement session) => session.GetProperty("token").GetString()!;

    public static int Revision(JsonElement session) => session.GetProperty("revision").GetInt32();

    /// <summary>The step to answer, or the outcome.</summary>
    public static string Where(JsonElement session) =>
        (session.TryGetProperty("step", out var step) ? step : session.GetProperty("outcome")).GetProperty("id").GetString()!;

    public static IEnumerable<string> Answered(JsonElement session) =>
        session.GetProperty("answers").EnumerateArray().Select(a => $"{a.GetProperty("step").GetString()}={a.GetProperty("answer").ToString()}");

    /// <summary>The `session` of a conflict.</summary>
    public static async Task<JsonElement> ConflictAsync(HttpResponseMessage reply)
    {
        await ApiSite.RefusedAsync(409, reply);
        return (await ApiSite.ReadAsync(reply)).GetProperty("session");
    }
}
