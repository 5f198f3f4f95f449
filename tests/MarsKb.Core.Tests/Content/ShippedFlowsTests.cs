using MarsKb.Flows;
using MarsKb.Flows.Proof;
using MarsKb.Flows.Steps;
using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Content;

/// <summary>The repository's own flows.</summary>
public sealed class ShippedFlowsTests(ITestOutputHelper output)
{
    static readonly string Folder = Path.Combine(SharedFolder.Repository, "content");
    static readonly Lazy<ContentLoad> Content = new(() => ContentLoader.Load(Folder, new DateOnly(2026, 11, 22)));

    [Fact]
    public void Every_flow_loads_without_a_fault_or_a_warning()
    {
        Assert.Empty(Content.Value.Diagnostics.Where(d => d.Location.Path.StartsWith("flows/", StringComparison.Ordinal)).Select(d => d.ToString()));
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(Folder, "flows"), "*.yaml").Count(), Content.Value.Knowledge.Flows.Length);
    }

    [Fact]
    public void Every_path_ends_where_it_was_walked_to_and_together_they_cover_every_step_and_choice()
    {
        foreach (var flow in Content.Value.Knowledge.Flows)
        {
            var paths = new FlowPaths(flow);
            foreach (var path in paths.Walk())
            {
                var position = FlowResolver.Resolve(flow, path.Answers);
                Assert.Same(path.Outcome, position.Current);
                Assert.Empty(position.Aside);
            }
            output.WriteLine($"{flow.Key}: {paths.Number:N0} paths{(paths.IsComplete ? "" : ", the rest sampled")}");
            Assert.Empty(paths.Missing.Select(m => $"{flow.Key}: {m}"));
        }
    }

    /// <summary>As a person would: answer after answer, through all that sessions check.</summary>
    [Fact]
    public void Every_path_can_be_walked_in_a_session_up_to_its_end()
    {
        var walked = 0;
        foreach (var flow in Content.Value.Knowledge.Flows)
            foreach (var path in new FlowPaths(flow, 400).Walk())
            {
                var session = new TestSession(flow);
                foreach (var answer in path.Answers)
                {
                    Assert.Equal(answer.Step, session.Now.Current.Id);
                    session.Do(s => s.Answer(answer.Step, answer.Answer, null, TestSession.Began, null));
                }
                Assert.Same(path.Outcome, session.Now.Current);
                Assert.True(session.Do(s => s.End(true, null, TestSession.Began, null)).Now.IsDone);
                walked++;
            }
        output.WriteLine($"{walked:N0} paths walked in sessions");
    }

    [Fact]
    public void Every_cause_of_every_entry_is_confirmed_by_an_outcome() =>
        Assert.Empty(FlowCoverage.Unconfirmed(Content.Value.Knowledge).Select(c => $"{c.Entry}#{c.Cause}"));

    [Fact]
    public void Every_error_entry_leads_to_a_flow_and_the_flow_begins_there()
    {
        var knowledge = Content.Value.Knowledge;
        Assert.Empty(knowledge.Entries.Where(e => e.Kind == Entries.EntryKind.Error && knowledge.FlowsFor(e.Key).IsEmpty).Select(e => e.Key));
        foreach (var link in knowledge.Entries.SelectMany(e => knowledge.FlowsFor(e.Key)))
        {
            var flow = knowledge.Flows.Single(f => f.Key == link.Flow);
            var known = link.Answers.Select(a => new StepAnswer(a.Key, AnswerValue.Typed(flow.ById[a.Key], a.Value))).ToList();
            Assert.True(FlowResolver.Resolve(flow, known, link.Step).Current.IsShown);
        }
    }

    [Fact]
    public void Every_flow_survives_its_archive()
    {
        foreach (var flow in Content.Value.Knowledge.Flows)
        {
            var json = FlowArchive.Write(flow);
            Assert.Equal(json, FlowArchive.Write(FlowArchive.Read(json)));
        }
    }
}
