using System.Text;
using MarsKb.Diagnostics;
using MarsKb.Yaml;

namespace MarsKb.Infra;

/// <summary>Translates a flow of the corpus, which has words of its own, key by key into our format.</summary>
static class CorpusFlow
{
    public static string Translate(string text)
    {
        var source = new SourceText("corpus", text);
        var root = YamlReader.Read(source, 0, source.Text.Length, "a flow", new DiagnosticBag())!;
        var key = Value(root, "id")!;
        var steps = Steps(root);
        var all = string.Concat(steps.Select(Step));
        var first = steps.Count > 0 ? Id(Value(steps[0], "id")!) : "none";
        var flow = new StringBuilder(TestFlow.Head.But("key: flow", "key: " + key));
        if (all.Length == 0) return flow.Append("start: none\nsteps: []\n").ToString();
        flow.Append("start: ").Append(first).Append("\nsteps:\n").Append(all);
        foreach (var outcome in Items(root, "outcomes"))
            flow.Append($"  - id: {Value(outcome, "id")}\n    type: outcome\n    title: {Value(outcome, "text")}\n    outcome: fixed\n    actions: [Rest.]\n");
        return flow.ToString();
    }

    static List<YamlMapping> Steps(YamlMapping root) => [.. Items(root, "questions"), .. Items(root, "steps")];

    static string Step(YamlMapping step)
    {
        var id = Id(Value(step, "id")!);
        return Value(step, "kind") switch
        {
            null => Question(step, id),
            "input" => $"  - id: {id}\n    type: input\n    title: {id}\n    input: {{ type: {Value(step, "type")}, example: \"5\"{(Value(step, "pattern") is { } pattern ? $", pattern: '{pattern}'" : "")} }}\n    to: {Value(step, "next")}\n    dontKnow: done\n",
            "subflow" => $"  - {{ id: {id}, type: subflow, flow: {Value(step, "flow")}, returns: {{ done: {Value(step, "next")} }} }}\n",
            _ => $"  - id: {id}\n    type: decision\n    branches:\n" + string.Concat(Items(step, "when").Select(w => $"      - {{ when: {Condition(Value(w, "if")!)}, to: {Value(w, "next")} }}\n")),
        };
    }

    static string Question(YamlMapping step, string id)
    {
        var options = Items(step, "options").Select(o => (Id: Value(o, "id")!, Label: Value(o, "label"), Next: Id(Value(o, "next")!))).ToList();
        var head = $"  - id: {id}\n    type: question\n    title: {id}\n";
        if (options.Count == 0) return head + "    choices: []\n";
        // A question of ours has "I can't tell"; it leads where the last option does, so the fault stays what it is.
        return head + "    choices:\n" + string.Concat(options.Append(("dont-know", "I can't tell", options[^1].Next)).Select(o => $"      - {{ id: {o.Item1}, text: {o.Item2}, to: {o.Item3} }}\n"));
    }

    // "size > 10" has a form of its own with us; anything else stays the text that it is.
    static string Condition(string expression) => expression.Split(' ') switch
    {
        [var step, ">", var value] => $"{{ step: {step}, above: {value} }}",
        [var step, "<", var value] => $"{{ step: {step}, below: {value} }}",
        _ => $"'{expression}'",
    };

    /// <summary>Names that mean something to a browser's objects are ordinary ids, as far as ids go: small letters, digits and hyphens.</summary>
    static string Id(string id) => id switch
    {
        "__proto__" => "proto",
        "toString" => "tostring",
        _ when id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') => id,
        _ => $"'{id}'",
    };

    static string? Value(YamlMapping mapping, string key) => (mapping.Find(key) as YamlText)?.Value;

    static IEnumerable<YamlMapping> Items(YamlMapping mapping, string key) => (mapping.Find(key) as YamlList)?.Items.OfType<YamlMapping>() ?? [];
}
