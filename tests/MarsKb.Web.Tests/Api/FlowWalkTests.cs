using System.Net;
using System.Text.Json;
using MarsKb.Infra;
using Xunit.Abstractions;
using static MarsKb.Api.SessionClient;

namespace MarsKb.Api;

/// <summary>Walks the shipped flows as a program would that knows nothing but the replies.</summary>
public sealed class FlowWalkTests(ITestOutputHelper output)
{
    const int MostSteps = 60;

    [Fact]
    public async Task Walks_by_chance_follow_the_graph_lose_nothing_and_end()
    {
        using var site = new SiteFactory().WithRealContent();
        using var client = site.CreateClient();
        await site.WaitUntilReadyAsync();
        var api = new SessionClient(client);
        var walks = Rounds.Of(3, 100);
        var random = new Random(20261122);
        using var list = await client.GetAsync(new Uri("/api/v1/flows", UriKind.Relative));
        var ids = (await ApiSite.ReadAsync(list)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!).ToList();
        Assert.NotEmpty(ids);
        foreach (var id in ids)
        {
            using var reply = await client.GetAsync(new Uri("/api/v1/flows/" + id, UriKind.Relative));
            var graph = new Graph(await ApiSite.ReadAsync(reply));
            for (var i = 0; i < walks; i++) await WalkAsync(api, id, graph, random);
        }
        output.WriteLine($"{ids.Count * walks} walks through {ids.Count} flows");
    }

    static async Task WalkAsync(SessionClient api, string flow, Graph graph, Random random)
    {
        var session = await api.BeginAsync(flow);
        for (var i = 0; session.TryGetProperty("step", out var step); i++)
        {
            Assert.True(i < MostSteps * 10, $"{flow}: no end in sight at {Where(session)}");
            graph.Check(session);
            var answers = session.GetProperty("answers");
            var before = session;
            if (i < MostSteps && answers.GetArrayLength() > 0 && random.Next(8) == 0)
            {
                using var back = await api.PostAsync(session, "back", new { revision = Revision(session) });
                Assert.Equal(HttpStatusCode.OK, back.StatusCode);
                session = await ApiSite.ReadAsync(back);
                Assert.Equal(Answered(before).SkipLast(1), Answered(session));
            }
            else if (i < MostSteps && answers.GetArrayLength() > 0 && random.Next(8) == 0)
            {
                var earlier = answers[random.Next(answers.GetArrayLength())].GetProperty("step").GetString()!;
                session = await api.AnswerAsync(session, earlier, graph.AnswerTo(earlier, random));
            }
            else
            {
                // In a loop "it did not work" leads on sooner or later.
                session = await api.AnswerAsync(session, step.GetProperty("id").GetString()!, Graph.AnswerTo(step, random));
                Assert.True(Answered(session).Count() >= answers.GetArrayLength());
            }
            Assert.Equal(Revision(before) + 1, Revision(session));
        }
        graph.Check(session);
        Assert.Equal(session.GetRawText(), (await api.GetAsync(Token(session))).GetRawText());
        using var end = await api.PostAsync(session, "outcome", new { resolved = random.Next(2) == 0, revision = Revision(session) });
        Assert.Equal("done", (await ApiSite.ReadAsync(end)).GetProperty("state").GetString());
    }

    /// <summary>What GET /api/v1/flows/{id} says, and whether a session keeps to it.</summary>
    sealed class Graph(JsonElement flow)
    {
        readonly Dictionary<string, JsonElement> steps = flow.GetProperty("steps").EnumerateArray().ToDictionary(s => s.GetProperty("id").GetString()!);

        public object AnswerTo(string id, Random random) => AnswerTo(steps[id], random);

        public static object AnswerTo(JsonElement step, Random random)
        {
            var choices = step.GetProperty("choices").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).ToList();
            switch (step.GetProperty("type").GetString())
            {
                case "question" or "instruction":
                    return choices[random.Next(choices.Count)];
                case "checklist":
                    return choices.Contains("dont-know") && random.Next(4) == 0 ? "dont-know" : choices.Where(c => c != "dont-know" && random.Next(2) == 0).ToArray();
                default:
                    return choices.Contains("dont-know") && random.Next(3) == 0 ? "dont-know" : step.GetProperty("input").GetProperty("example").GetString()!;
            }
        }

        /// <summary>Each answer leads, perhaps through steps that nobody is asked, to the next one.</summary>
        public void Check(JsonElement session)
        {
            var way = session.GetProperty("answers").EnumerateArray().ToList();
            for (var i = 0; i < way.Count; i++)
            {
                var next = i + 1 < way.Count ? way[i + 1].GetProperty("step").GetString()! : Where(session);
                Assert.Contains(next, Reachable(way[i].GetProperty("step").GetString()!, way[i].GetProperty("answer")));
            }
            if (way.Count > 0) Assert.Contains(way[0].GetProperty("step").GetString()!, Shown([flow.GetProperty("start").GetString()!]));
        }

        HashSet<string> Reachable(string step, JsonElement answer)
        {
            var next = steps[step].GetProperty("next").EnumerateArray().ToList();
            var chosen = next.Where(n => answer.ValueKind == JsonValueKind.String && n.TryGetProperty("choice", out var choice) && choice.GetString() == answer.GetString()).ToList();
            return Shown((chosen.Count > 0 ? chosen : next.Where(n => !n.TryGetProperty("choice", out _))).Select(n => n.GetProperty("to").GetString()!));
        }

        HashSet<string> Shown(IEnumerable<string> from)
        {
            var shown = new HashSet<string>();
            var seen = new HashSet<string>();
            var open = new Queue<string>(from);
            while (open.TryDequeue(out var id))
            {
                if (!seen.Add(id)) continue;
                if (!steps.TryGetValue(id, out var step) || step.GetProperty("type").GetString() is not ("decision" or "subflow" or "outcome")) shown.Add(id);
                else foreach (var next in step.GetProperty("next").EnumerateArray()) open.Enqueue(next.GetProperty("to").GetString()!);
            }
            return shown;
        }
    }
}
