using System.Text.Json;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Flows;

public sealed class FlowArchiveTests
{
    [Fact]
    public void A_flow_comes_back_from_its_archive_as_it_was()
    {
        var flow = TestFlow.Load();
        var json = FlowArchive.Write(flow);
        var back = FlowArchive.Read(json);

        Assert.Equal(json, FlowArchive.Write(back));
        Assert.Equal(flow.Version, FlowArchive.VersionOf(back));
        Assert.Equal("old-agent", FlowResolver.Resolve(back, TestFlow.Answers(back, "manual=no", "version=2.0.9190.0", "policy=dont-know")).Current.Id);
        Assert.Equal(flow.ById["try"].Actions[0].Content, back.ById["try"].Actions[0].Content);
    }

    /// <summary>Written before steps were classes, by the version that wrote them as one flat record: sessions of that time hold such archives.</summary>
    [Fact]
    public void An_archive_of_an_earlier_version_reads_and_is_written_as_it_was()
    {
        var kept = File.ReadAllText(Path.Combine(SharedFolder.Repository, "tests/MarsKb.Core.Tests/Flows/archived-flow.json"));
        var flow = FlowArchive.Read(kept);

        using var json = JsonDocument.Parse(kept);
        Assert.Equal(JsonSerializer.Serialize(json), FlowArchive.Write(flow));
        Assert.Equal("0ccab51731f5", flow.Version);
        Assert.Equal(flow.Version, FlowArchive.VersionOf(flow));
        Assert.Equal(StepDefinition.Names.Order(), flow.Steps.Select(s => s.Type).Distinct().Order());
        string At(params string[] answers) => FlowResolver.Resolve(flow, TestFlow.Answers(flow, answers)).Current.Id;
        Assert.Equal("few", At("manual=no", "space=1", "policy=dont-know"));
        Assert.Equal("few", At("manual=yes", "symptoms=proxy", "space=3", "policy=restricted"));
        Assert.Equal("call.which", At("manual=yes", "symptoms=slow", "space=3", "policy=restricted"));
        Assert.Equal("few", At("manual=dont-know", "try=failed", "call.which=ours"));
        Assert.Equal("call.lost", At("manual=dont-know", "try=failed", "call.which=dont-know"));
        Assert.Equal("end", At("manual=dont-know", "try=could-not"));
    }

    [Theory]
    [InlineData("""{"id":"a","type":"riddle","title":"T"}""", "of the type 'riddle'")]
    [InlineData("""{"id":"a","type":"input","title":"T"}""", "does not say what is to be typed")]
    [InlineData("""{"id":"a","type":"outcome","title":"T"}""", "does not say what it is")]
    [InlineData("null", "A step is null")]
    public void A_step_that_cannot_be_read_says_so(string step, string expected)
    {
        var e = Assert.Throws<JsonException>(() => FlowArchive.Read($$"""{"key":"k","kind":"flow","title":"T","component":"c","version":"v","start":"a","steps":[{{step}}]}"""));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_older_archive_lacks_reads_as_nothing()
    {
        var back = FlowArchive.Read("""
            {"key":"k","kind":"flow","title":"T","component":"c","version":"v","start":"a",
             "steps":[{"id":"a","type":"outcome","title":"Done","outcome":"fixed"}]}
            """);
        Assert.Empty(back.Covers);
        Assert.Empty(back.ById["a"].Choices);
        Assert.True(FlowResolver.Resolve(back, []).IsOutcome);
    }

    [Fact]
    public void The_version_changes_with_what_a_session_sees_and_with_nothing_else()
    {
        var version = TestFlow.Load().Version;
        Assert.Matches("^[0-9a-f]{12}$", version);
        Assert.Equal(version, TestFlow.Load(TestFlow.Good.But("reviewed: 2026-11-01", "reviewed: 2026-11-02").But("minutes: 8", "minutes: 9")).Version);
        Assert.NotEqual(version, TestFlow.Load(TestFlow.Good.But("It begins.", "It starts.")).Version);
        Assert.NotEqual(version, TestFlow.Load(TestFlow.Good.But("below: 2.0.9249.0", "below: 2.0.9250.0")).Version);
    }
}
