using System.Collections.Immutable;
using System.Text;
using MarsKb.Import.Assemble;
using MarsKb.Import.Reading;
using MarsKb.Import.Rules;

namespace MarsKb.Import;

/// <summary>Articles as text, imported.</summary>
static class Imported
{
    /// <param name="includes">Texts that the article may include, by file name.</param>
    public static ArticleImport Article(string text, params (string Name, string Text)[] includes) =>
        ArticleImport.Of(File("article.md", text), (_, path) => includes.FirstOrDefault(i => path.EndsWith(i.Name, StringComparison.Ordinal)) is { Name: not null } found ? File(found.Name, found.Text) : null);

    public static IReadOnlyList<ImportedEntry> Entries(string text) => Article(text).Entries;

    public static ImportedEntry Single(string text) => Assert.Single(Entries(text));

    public static string Message(this ImportedEntry entry) => entry.Messages.Count > 0 ? entry.Messages[0].Text : "";

    /// <summary>Causes with their actions: <c>cause > action; action</c>; actions without cause begin with <c>></c>.</summary>
    public static string[] Remedies(this ImportedEntry entry) =>
        [.. entry.Causes.Select(c => Line(c.Text, c.Actions)), .. entry.Actions.Count > 0 ? [Line("", entry.Actions)] : Array.Empty<string>()];

    static string Line(string cause, ImmutableList<ImportedAction> actions) =>
        (cause.Replace("\n", " / ", StringComparison.Ordinal) + (actions.Count > 0 ? " > " : "") + string.Join("; ", actions.Select(a => a.Text.Replace("\n", " / ", StringComparison.Ordinal)))).Trim();

    static ArticleFile File(string path, string text) => ArticleFile.Parse(path, "/" + path, Encoding.UTF8.GetBytes(text), new DateOnly(2026, 11, 1));
}
