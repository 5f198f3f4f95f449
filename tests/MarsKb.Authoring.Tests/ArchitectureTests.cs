using System.Text.RegularExpressions;
using MarsKb.Import;
using MarsKb.Infra;

namespace MarsKb;

/// <summary>Who may use whom.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>The stages of an import: each may use those before it.</summary>
    static readonly string[] Stages = ["Reports", "Blocks", "Vocabulary", "Reading", "Outline", "Rules", "Assemble", "Drafts", "Merge"];

    [Fact]
    public void Authoring_rests_on_the_core_alone() =>
        Assert.Equal(
            ["MarsKb.Core"],
            typeof(Importer).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("MarsKb", StringComparison.Ordinal) || n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)));

    [Fact]
    public void A_stage_of_the_import_uses_only_stages_before_it()
    {
        var import = Path.Combine(SharedFolder.Repository, "src/MarsKb.Authoring/Import");
        Assert.Equal(Stages.Order(StringComparer.Ordinal), Directory.GetDirectories(import).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
        foreach (var stage in Stages)
            foreach (var file in Directory.GetFiles(Path.Combine(import, stage), "*.cs"))
            {
                var text = File.ReadAllText(file);
                Assert.Contains($"namespace MarsKb.Import.{stage};", text, StringComparison.Ordinal);
                foreach (Match used in Used().Matches(text))
                    Assert.True(Array.IndexOf(Stages, used.Groups[1].Value) <= Array.IndexOf(Stages, stage), $"{file} uses {used.Value}, which comes after {stage}.");
            }
    }

    [GeneratedRegex(@"MarsKb\.Import\.([A-Z]\w+)")]
    private static partial Regex Used();
}
