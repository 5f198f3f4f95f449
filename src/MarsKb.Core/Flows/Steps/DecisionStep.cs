using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Flows.Conditions;
using MarsKb.Yaml;

namespace MarsKb.Flows.Steps;

/// <summary>Takes the first branch whose condition the answers fulfil; asks nothing.</summary>
public sealed record DecisionStep : Step
{
    internal static StepDefinition Definition { get; } =
        new("decision", new("a decision", ["id", "type", "branches"], ["title", "text"]), Read, Restore);

    internal static FieldSet BranchFields { get; } = new("a branch", ["to"], ["when", "otherwise"]);

    public override string Type => Definition.Name;

    public override Station Station => Station.If;

    public override bool IsShown => false;

    /// <summary>In order; a null condition holds always.</summary>
    public required ImmutableArray<Branch> Branches { get; init; }

    public override IEnumerable<StepExit> Exits() => Branches.Select(b => new StepExit(null, b.When, b.To));

    internal override IEnumerable<Compare> Compares => Branches.SelectMany(b => b.When?.Parts() ?? []);

    internal override string NameOf(int exit) => $"{Id}, branch {exit + 1}";

    internal override string MapTitle(Func<string, Step?> stepOf)
    {
        if (Title.Length > 0) return Title;
        return About is { } about && stepOf(about) is { Title: { Length: > 0 } asked } ? asked : "It depends on the answers";
    }

    /// <summary>The one step that all its conditions look at, or null.</summary>
    string? About => Compares.Select(c => c.Step).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var one] ? one : null;

    private protected override string LabelOf(StepExit exit)
    {
        if (exit.When is null) return "Else";
        var words = ConditionWords.Of(exit.When, About);
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    static WrittenStep Read(StepReader step)
    {
        var read = new List<WrittenBranch>();
        var mappings = step.Fields.Mappings("branches");
        for (var i = 0; i < mappings.Count; i++)
            if (ReadBranch(mappings[i], isLast: i == mappings.Count - 1, step) is { } branch) read.Add(branch);
        if (step.Fields.ListLength("branches") == 0) step.Bag.NothingIn(step.Fields.KeyAt("branches"), "branches");
        return step.Written(texts => new DecisionStep
        {
            Id = step.Id, Title = step.Title, Text = texts.Render(step.Text), Branches = [.. read.Select(b => new Branch(b.When, b.To.Value))],
        }) with
        {
            Branches = read,
            BranchesAt = step.Fields.KeyAt("branches"),
            Exits = [.. read.Select((b, i) => new WrittenExit(i.ToString(CultureInfo.InvariantCulture), b.To))],
        };
    }

    static WrittenBranch? ReadBranch(YamlMapping mapping, bool isLast, StepReader step)
    {
        var branch = new FieldReader(mapping, BranchFields, step.Bag);
        var (to, otherwise) = (branch.Text("to"), branch.Text("otherwise"));
        if (branch.Has("when") == branch.Has("otherwise"))
        {
            step.Bag.BranchShape(mapping.At);
            return null;
        }
        if (branch.Has("otherwise") && !isLast) step.Bag.OtherwiseNotLast(branch.KeyAt("otherwise"));
        if (otherwise is not null && otherwise.Value != "true") step.Bag.OnlyTrue(otherwise.At, "otherwise");
        var when = branch.Has("when") && branch.Mapping("when") is { } written ? step.Conditions.Read(written) : null;
        var isWhole = to is not null && branch.Has("when") == when is not null;
        return isWhole ? new WrittenBranch(mapping.At, when, to!) : null;
    }

    static DecisionStep Restore(ArchivedStep kept) => new() { Id = kept.Id, Title = kept.Title, Text = kept.Text, Branches = kept.Branches };

    internal override ArchivedStep Archive() => ArchivedHead with { Branches = Branches };

    internal override Step Under(string caller, IReadOnlyDictionary<string, string> returns) =>
        this with { Id = Under(caller, Id), Branches = [.. Branches.Select(b => new Branch(b.When?.Under(caller), Under(caller, b.To)))] };
}

public sealed record Branch(Condition? When, string To);
