using System.Collections.Immutable;
using MarsKb.Content;
using MarsKb.Search;

namespace MarsKb.Consistency;

/// <summary>Compares what entries, tables and flows state about the same thing.</summary>
public static class ConsistencyCheck
{
    /// <param name="knowledge">With or without drafts.</param>
    /// <param name="folder">Its content folder, for the lines.</param>
    /// <returns>Open ones first, then by kind and subject.</returns>
    public static ImmutableArray<Contradiction> Find(KnowledgeBase knowledge, string folder, CancellationToken cancel = default)
    {
        var numbers = new NumberCheck(new SynonymMap(knowledge.Synonyms));
        var versions = new VersionCheck();
        var paths = new PathCheck();
        var hosts = new HostCheck();
        var programs = new ProgramCheck();
        var addresses = new AddressCheck();
        foreach (var passage in PassageReader.Read(knowledge))
        {
            cancel.ThrowIfCancellationRequested();
            numbers.Add(passage);
            versions.Add(passage);
            paths.Add(passage);
            hosts.Add(passage);
            programs.Add(passage);
            addresses.Add(passage);
        }
        programs.Add(knowledge);
        foreach (var table in knowledge.Tables)
        {
            versions.Add(table);
            hosts.Add(table);
        }

        var notes = new NoteIndex(knowledge);
        var places = new Places(folder);
        return [.. versions.Find().Concat(numbers.Find(cancel)).Concat(hosts.Find()).Concat(paths.Find()).Concat(programs.Find()).Concat(addresses.Find())
            .Select(c => Told(c, notes, places))
            .OrderBy(c => !c.IsOpen).ThenBy(c => c.Kind).ThenBy(c => c.Subject, StringComparer.Ordinal).ThenBy(c => c.Statements[0].At.Path, StringComparer.Ordinal).ThenBy(c => c.Statements[0].At.Line)];
    }

    static Contradiction Told(FoundContradiction found, NoteIndex notes, Places places)
    {
        var statements = found.Facts.GroupBy(f => f.Value)
            .Select(g => (First: g.OrderBy(f => f.Passage.Path, StringComparer.Ordinal).First(), Count: g.DistinctBy(f => (f.Passage.Path, f.Passage.Text)).Count()))
            .OrderByDescending(g => g.Count).ThenBy(g => g.First.Passage.Path, StringComparer.Ordinal).ThenBy(g => g.First.Value, StringComparer.Ordinal)
            .Select(g => new Statement(g.First.Shown, g.First.Passage.Key, g.First.Passage.Section, places.Of(g.First.Passage.Path, g.First.Anchor, g.First.Passage.Text), g.First.Passage.Text, g.Count - 1));
        var answer = notes.Answer(found);
        return new Contradiction(found.Kind, found.Subject, [.. statements], answer is null ? null : places.Of(answer.Value.Item.Location.Path, answer.Value.Text.Split(' ').OrderByDescending(w => w.Length).First().Trim('*', '`', ':', '.', ',', '"'), answer.Value.Text));
    }
}
