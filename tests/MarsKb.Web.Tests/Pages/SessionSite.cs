using AngleSharp.Dom;
using MarsKb.Content;
using MarsKb.Features.Sessions;
using MarsKb.Flows;
using MarsKb.Infra;
using MarsKb.Sessions;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace MarsKb.Pages;

/// <summary>A site with a flow that has a step of each kind, <c>sample</c>, and one with a question of eight answers, <c>many</c>.</summary>
public sealed class SessionSite : SiteFactory
{
    public SessionSite()
    {
        Write(SampleFlow.Yaml);
        TestContent.Write(ContentFolder, "flows/many.yaml", SampleFlow.Yaml[..SampleFlow.Yaml.IndexOf("start:", StringComparison.Ordinal)]
            .Replace("key: sample", "key: many", StringComparison.Ordinal)
            .Replace("covers:\n  - { entry: \"34513\", step: age, answers: { console: \"yes\" } }\n", "", StringComparison.Ordinal) + """
            start: letter
            steps:
              - id: letter
                type: question
                title: Which letter?
                choices:
                  - { id: dont-know, text: I can't tell, to: end }
                  - { id: a, text: A, to: end }
                  - { id: b, text: B, to: end }
                  - { id: c, text: C, to: end }
                  - { id: d, text: D, to: end }
                  - { id: e, text: E, to: end }
                  - { id: f, text: F, to: end }
              - { id: end, type: outcome, title: The end, outcome: not-supported, actions: [Stop.] }

            """);
    }

    public SessionService Sessions => Services.GetRequiredService<SessionService>();

    public Flow Flow(string key = "sample") => Services.GetRequiredService<CurrentKnowledge>().Value.Flows.Single(f => f.Key == key);

    /// <summary>Puts another version of the flow into the content and waits until the site has it.</summary>
    public async Task ReplaceAsync(string yaml)
    {
        var before = Flow().Version;
        Write(yaml);
        await Storage.StorageFixture.Until(() => Flow().Version != before);
    }

    void Write(string yaml) => TestContent.Write(ContentFolder, "flows/sample.yaml", yaml);
}

/// <summary>Somebody at the page of a session, in a browser of their own without script: reads it, fills in forms and sends them.</summary>
sealed class Visitor(SessionSite site, string token) : IDisposable
{
    HttpClient? client;

    public string Token => token;

    public string Path => "/s/" + token;

    /// <summary>What the browser shows.</summary>
    public IDocument Page { get; private set; } = null!;

    public int Status { get; private set; }

    /// <summary>Of the last form, where the site sent the browser next; null when it answered with a page.</summary>
    public string? Location { get; private set; }

    public HttpResponseMessage Reply { get; private set; } = null!;

    public string Heading => Text("h1");

    public HttpClient Client => client ??= site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>Begins a session and opens its page.</summary>
    public static async Task<Visitor> BeginAsync(SessionSite site, SessionStart? start = null, string flow = "sample")
    {
        await site.WaitUntilReadyAsync();
        var result = await site.Sessions.StartAsync(site.Flow(flow), start ?? new SessionStart());
        var visitor = new Visitor(site, result.View!.Token!);
        await visitor.OpenAsync();
        return visitor;
    }

    /// <summary>Somebody else at the same session.</summary>
    public async Task<Visitor> AnotherAsync()
    {
        var other = new Visitor(site, token);
        await other.OpenAsync();
        return other;
    }

    public async Task<Visitor> OpenAsync(string query = "")
    {
        Show(await Client.GetAsync(new Uri(Path + query, UriKind.Relative)));
        Page = await PageSite.ParseAsync(Reply);
        return this;
    }

    public Task<Session> SessionAsync() => SessionAsync(site, token);

    public static async Task<Session> SessionAsync(SessionSite site, string token) => (await site.Sessions.FindAsync(token))!.Session;

    public string Text(string selector) => string.Join(' ', Page.QuerySelector(selector)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public IElement? Find(string selector) => Page.QuerySelector(selector);

    /// <summary>Presses a button, follows where that leads and reads the page.</summary>
    /// <param name="button">Selector, or the words on it.</param>
    /// <param name="filled">What is filled in before, by name; for a checkbox or radio the value to tick.</param>
    public async Task<Visitor> PressAsync(string button, params (string Name, string Value)[] filled)
    {
        await SendAsync(button, filled);
        if (Location is null) Page = await PageSite.ParseAsync(Reply);
        else
        {
            var location = Location;
            await OpenAsync(location[Path.Length..].Split('#')[0]);
            Location = location;
        }
        return this;
    }

    /// <summary>Presses a button of the page as it was read, and stays there: what a second press or a second tab sends.</summary>
    public async Task<Visitor> SendAsync(string button, params (string Name, string Value)[] filled)
    {
        var (action, fields) = Fill(button, filled);
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        Show(await Client.PostAsync(new Uri(action, UriKind.Relative), form));
        return this;
    }

    public async Task<Visitor> ReadAsync()
    {
        Page = await PageSite.ParseAsync(Reply);
        return this;
    }

    /// <summary>What the browser would send.</summary>
    public (string Action, List<(string Name, string Value)> Fields) Fill(string button, params (string Name, string Value)[] filled)
    {
        var pressed = Page.QuerySelectorAll("button").FirstOrDefault(b => b.TextContent.Contains(button, StringComparison.Ordinal)) ?? Page.QuerySelector(button)
            ?? throw new InvalidOperationException(
                $"There is no button '{button}' on '{Page.Title}', {Status}. The log: {string.Join('\n', site.Logged.Where(e => e.Level >= LogEventLevel.Warning).TakeLast(3).Select(e => e.Text + e.Exception))}");
        var form = pressed.Closest("form")!;
        var fields = new List<(string, string)>();
        foreach (var field in form.QuerySelectorAll("input[name], textarea[name]"))
        {
            var name = field.GetAttribute("name")!;
            var value = field.LocalName == "textarea" ? field.TextContent : field.GetAttribute("value") ?? "";
            if (field.GetAttribute("type") is "checkbox" or "radio") { if (field.HasAttribute("checked") && !filled.Any(f => f.Name == name)) fields.Add((name, value)); }
            else fields.Add((name, filled.FirstOrDefault(f => f.Name == name) is { Name: not null } typed ? typed.Value : value));
        }
        fields.AddRange(filled.Where(f => form.QuerySelector($"input[name='{f.Name}'][type=checkbox], input[name='{f.Name}'][type=radio]") is not null));
        if (pressed.GetAttribute("name") is { } pressedName) fields.Add((pressedName, pressed.GetAttribute("value") ?? ""));
        return (pressed.GetAttribute("formaction") ?? form.GetAttribute("action")!, fields);
    }

    void Show(HttpResponseMessage reply)
    {
        Reply = reply;
        Status = (int)reply.StatusCode;
        Location = reply.Headers.Location?.OriginalString;
    }

    public void Dispose() => client?.Dispose();
}
