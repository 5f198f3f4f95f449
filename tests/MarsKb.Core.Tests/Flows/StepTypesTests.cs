using System.Reflection;
using System.Text.RegularExpressions;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Flows;

/// <summary>
/// Whatever a type of step needs outside its class is here. The types are found by reflection: a new class makes these tests fail until it has all of it.
/// docs/contributing/step-type.md says what to do then.
/// </summary>
public sealed class StepTypesTests
{
    static readonly Lazy<Flow> Sample = new(LoadSample);

    static readonly Type[] Types = [.. typeof(Step).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Step)) && !t.IsAbstract)];

    public static TheoryData<Type> All { get; } = [.. Types];

    /// <summary>Types that pages show: a person answers them, or reads them at the end.</summary>
    public static TheoryData<Type> Shown { get; } = [.. Types.Where(t => t.IsSubclassOf(typeof(AskedStep)) || t == typeof(OutcomeStep))];

    [Fact]
    public void The_hierarchy_is_closed()
    {
        foreach (var type in typeof(Step).Assembly.GetTypes().Where(t => t == typeof(Step) || t.IsSubclassOf(typeof(Step))))
            if (type.IsAbstract) Assert.All(type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(c => c.GetParameters().Length == 0), c => Assert.True(c.IsFamilyAndAssembly));
            else Assert.True(type.IsSealed, type.Name);
    }

    [Fact]
    public void Every_class_is_in_the_list_of_types_and_no_name_stands_twice()
    {
        var definitions = Types.Select(DefinitionOf).ToList();
        Assert.Equal(definitions.Select(d => d.Name).Order(), StepDefinition.Names.Order());
        Assert.Equal(StepDefinition.Names.Distinct(), StepDefinition.Names);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_is_described_for_authors(Type type) =>
        Assert.Contains($"\n| `{DefinitionOf(type).Name}` | ", Read("docs/writing-flows.md"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(All))]
    public void Editors_know_it(Type type) =>
        Assert.Matches($"\"const\": \"{DefinitionOf(type).Name}\"", Read("docs/schema/flow.schema.json"));

    [Theory]
    [MemberData(nameof(All))]
    public void Exported_pages_walk_it(Type type) => Assert.Matches($@"\n    {DefinitionOf(type).Name}: [{{a-z]", TableOf("walk.js", "const rules = {"));

    [Theory]
    [MemberData(nameof(Shown))]
    public void It_has_a_view(Type type)
    {
        Assert.True(File.Exists(Path.Combine(SharedFolder.Repository, $"src/MarsKb.Web/Pages/S/Steps/_{type.Name}.cshtml")), $"_{type.Name}.cshtml");
        if (type != typeof(OutcomeStep)) Assert.Matches($@"\n    {DefinitionOf(type).Name}: [(a-z]", TableOf("run.js", "const controls = {"));
    }

    /// <summary>What the class says of one step, held against all else that it says.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Its_class_agrees_with_itself(Type type)
    {
        var steps = Sample.Value.Steps.Where(s => s.GetType() == type).ToList();
        Assert.True(steps.Count > 0, $"The sample has no {type.Name}: add one to TestFlow.Good.");
        foreach (var step in steps)
        {
            Assert.Equal(DefinitionOf(type).Name, step.Type);
            Assert.Equal(step.Ends, !step.Exits().Any());
            Assert.True(step.IsShown == (step is AskedStep || step.Ends));
            Assert.All(step.Exits(), e => Assert.Contains(e.To, Sample.Value.ById.Keys));
            // Records compare arrays by reference: what counts is that nothing is lost on the way.
            Assert.Equivalent(step, step.Archive().Restore());
            Assert.Equal("caller." + step.Id, step.Under("caller", new Dictionary<string, string>()).Id);
            if (step is AskedStep asked) Answers(asked);
            else Assert.NotNull(step.Check(AnswerValue.Of("x")));
        }
    }

    static void Answers(AskedStep step)
    {
        var samples = step.SampleAnswers([], everySet: false)!;
        var exits = step.Exits().ToList();
        Assert.NotEmpty(samples);
        Assert.All(samples, a =>
        {
            Assert.Null(step.Check(a));
            Assert.Equal(exits[step.ExitOf(a)].To, step.After(a));
            Assert.NotEmpty(step.Words(a));
            Assert.Equal(step.TakesSeveral, a.IsList || a.IsDontKnow && step.TakesSeveral);
        });
        Assert.Equal(Enumerable.Range(0, exits.Count), samples.Select(step.ExitOf).Distinct().Order());
        Assert.NotNull(step.Check(step.TakesSeveral ? AnswerValue.Of("nonsense") : AnswerValue.OfList([])));
        // Of an answer that was given before the step was changed, something is said all the same.
        Assert.Equal("gone", step.Words(AnswerValue.Of("gone")));
        Assert.Equal("None of these", step.Words(AnswerValue.OfList([])));
    }

    static StepDefinition DefinitionOf(Type type) =>
        (StepDefinition)(type.GetProperty("Definition", BindingFlags.Static | BindingFlags.NonPublic) ?? throw new InvalidOperationException($"{type.Name} has no Definition.")).GetValue(null)!;

    static string TableOf(string script, string begin)
    {
        var text = Read("src/MarsKb.Export/Assets/" + script);
        var at = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{script} has no '{begin}'.");
        return Regex.Match(text[at..], @"^.*?\n  \};", RegexOptions.Singleline).Value;
    }

    static string Read(string file) => File.ReadAllText(Path.Combine(SharedFolder.Repository, file));

    /// <summary><see cref="TestFlow.Good"/>, called by another flow: so there is a subflow, and an outcome that returns.</summary>
    static Flow LoadSample()
    {
        const string Caller = TestFlow.Head + """
            start: call
            steps:
              - id: call
                type: subflow
                flow: flow
                returns: { old-agent: end }
              - id: end
                type: outcome
                title: The end
                outcome: fixed
                actions: [Rest.]

            """;
        using var content = TestFlow.Content().With("flows/caller.yaml", Caller.Replace("key: flow\n", "key: caller\n", StringComparison.Ordinal));
        return content.LoadGood().Flows.Single(f => f.Key == "caller");
    }
}
