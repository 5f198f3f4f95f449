using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Dom;
using MarsKb.Api;
using MarsKb.Infra;
using MarsKb.Pages;

namespace MarsKb.Features.Sessions;

/// <summary>A site with flows over the small content, a staff key and a ticket system; sessions are walked over its API.</summary>
public sealed class RecordSite : SiteFactory
{
    public const string StaffKey = "staff-key-of-this-test";

    /// <summary>The second cause of entry 34513, which the flow confirms where it hands over.</summary>
    public const string SecondCause = "something-else";

    public RecordSite()
    {
        Set("MarsKb:AdminKey", StaffKey).Set("MarsKb:TicketUrlTemplate", "https://tickets.example/{ref}");
        TestContent.Write(ContentFolder, "entries/34513.md", TestContent.Entry("34513", "Invalid vault credentials")
            .Replace("### Do this", "### How to tell\n\nIt is as it is.\n\n### Do this", StringComparison.Ordinal)
            + "\n\n## Cause: Something else is wrong {#" + SecondCause + "}\n\n### How to tell\n\nIt is not.\n\n### Do this\n\n1. Mend that.\n");
        TestContent.Write(ContentFolder, "flows/agent-trouble.yaml", TestContent.Flow.Replace(
            "    outcome: escalate\n", $"    outcome: escalate\n    cause: {{ entry: \"34513\", cause: {SecondCause} }}\n", StringComparison.Ordinal));
        TestContent.Write(ContentFolder, "flows/way-to-azure.yaml", TestContent.Subflow);
    }

    public HttpClient Client(bool staff = false)
    {
        var client = CreateClient(new() { AllowAutoRedirect = false });
        if (staff) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", StaffKey);
        return client;
    }

    /// <summary>Walks to the outcome and says how it ended.</summary>
    /// <param name="handOver">To the second cause, else to the first.</param>
    public async Task<JsonElement> WalkAsync(string? ticket = null, string? note = null, bool handOver = false, bool? resolved = true)
    {
        await WaitUntilReadyAsync();
        var api = new SessionClient(Client());
        var session = await api.BeginAsync(body: new { ticket, answers = new { manual = "no" } });
        session = await api.AnswerAsync(session, "version", handOver ? "3.0" : "2.0.9100.0", note);
        session = await api.AnswerAsync(session, "policy", "LocalMachine RemoteSigned", note);
        session = await api.AnswerAsync(session, "policy", "LocalMachine Unrestricted");
        session = await api.AnswerAsync(session, "network.proxy", "no");
        if (resolved is not { } gone) return session;
        using var reply = await api.PostAsync(session, "outcome", new { resolved = gone, note, revision = SessionClient.Revision(session) });
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return await ApiSite.ReadAsync(reply);
    }

    public async Task<IDocument> PageAsync(string path, bool staff = false)
    {
        using var reply = await Client(staff).GetAsync(new Uri(path, UriKind.Relative));
        return await PageSite.ParseAsync(reply);
    }

    public async Task<string> TextAsync(string path)
    {
        using var reply = await Client().GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return await reply.Content.ReadAsStringAsync();
    }

    public static string ReadToken(JsonElement session) => session.GetProperty("readToken").GetString()!;
}
