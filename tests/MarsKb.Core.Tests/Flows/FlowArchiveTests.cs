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
