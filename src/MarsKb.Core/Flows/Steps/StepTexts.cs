using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Flows.Steps;

/// <summary>Renders the texts of the steps of one file.</summary>
/// <param name="shared">By id; an id that is absent or null was reported.</param>
sealed class StepTexts(LinkTargets links, IReadOnlyDictionary<string, SharedAction?> shared, DiagnosticBag bag)
{
    public RichText Render(YamlText? text)
    {
        if (text is null) return RichText.Empty;
        var markdown = MarkdownText.Parse(text.Value, text.Place, bag);
        return MarkdownRenderer.Render(markdown, markdown.Document, links, bag);
    }

    /// <summary>A command without a fence of its own is a plate of PowerShell, so that nothing in it is taken for Markdown.</summary>
    public RichText RenderCommand(YamlText? command)
    {
        if (command is null || command.Value.TrimStart().StartsWith("```", StringComparison.Ordinal)) return Render(command);
        const string Opening = "```powershell\n";
        var written = command.Value.TrimEnd('\n');
        // Places are counted in what was written, without the fence that was put around it.
        var markdown = MarkdownText.Parse(Opening + written + "\n```", o => command.Place(Math.Clamp(o - Opening.Length, 0, written.Length)), bag);
        return MarkdownRenderer.Render(markdown, markdown.Document, links, bag);
    }

    public ImmutableArray<EntryAction> Render(IReadOnlyList<WrittenItem> items) => [.. items.SelectMany(i => Render(i))];

    /// <summary>The key of an item that was named by its key or an alias.</summary>
    public string KeyOf(string name) => links.Canonical(name) ?? name;

    ImmutableArray<EntryAction> Render(WrittenItem item) =>
        item.Include is null ? [new EntryAction(Render(item.Text))]
        : shared.GetValueOrDefault(item.Include) is { } found ? found.Actions
        : [];
}
