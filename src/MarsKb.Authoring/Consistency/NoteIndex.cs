using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Rendering;

namespace MarsKb.Consistency;

/// <summary>Tells whether editor's notes answer a contradiction: a note joins the values that it names, and those that stand where its links lead. When all are joined, it is answered.</summary>
sealed class NoteIndex(KnowledgeBase knowledge)
{
    /// <returns>The item with the note that names most of the values, and a part of its text to find it by; null when the contradiction is open.</returns>
    public (KnowledgeItem Item, string Text)? Answer(FoundContradiction contradiction)
    {
        var values = contradiction.Facts.GroupBy(f => f.Value).Select(g => (Marks: g.SelectMany(f => f.Marks).Distinct().ToList(), Keys: g.Select(f => f.Passage.Key).ToHashSet(StringComparer.OrdinalIgnoreCase))).ToList();
        var joined = Enumerable.Range(0, values.Count).ToArray();
        (KnowledgeItem Item, string Text, int Named)? best = null;
        foreach (var item in Concerned(contradiction))
            foreach (var note in item.EditorsNotes)
            {
                var text = Plain(note.Text);
                var links = Markup.Links(note.Html).Where(l => l.Address.StartsWith('/')).Select(l => Uri.UnescapeDataString(l.Address.Split('#')[0].Split('/')[^1])).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var named = Enumerable.Range(0, values.Count).Where(i => values[i].Marks.Exists(m => Holds(text, m))).ToList();
                if (named.Count == 0) continue;
                // What stands beside the note and where its links lead goes without saying, but not all of it.
                named = [.. Enumerable.Range(0, values.Count).Where(i => named.Contains(i) || values[i].Keys.Overlaps(links) || Users(values[i].Keys).Overlaps(links))];
                foreach (var i in named) joined[Root(joined, i)] = Root(joined, named[0]);
                if (best is null || named.Count > best.Value.Named) best = (item, Start(note), named.Count);
            }
        return best is not null && Enumerable.Range(0, values.Count).Select(i => Root(joined, i)).Distinct().Count() == 1 ? (best.Value.Item, best.Value.Text) : null;
    }

    HashSet<string> Users(IEnumerable<string> keys) => knowledge.SharedActions.Where(a => keys.Contains(a.Id)).SelectMany(a => a.UsedBy).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The items that state it, those that include an action that does, and those that they name under <c>related</c>.</summary>
    IEnumerable<KnowledgeItem> Concerned(FoundContradiction contradiction)
    {
        var stating = contradiction.Facts.SelectMany(f => f.Passage.Item is { } item ? [item] : Users([f.Passage.Key]).Select(knowledge.Find).OfType<KnowledgeItem>()).DistinctBy(i => i.Key).ToList();
        return stating.Concat(stating.SelectMany(i => i.Related).Select(knowledge.Find).OfType<KnowledgeItem>()).DistinctBy(i => i.Key).Where(i => i.EditorsNotes.Length > 0);
    }

    static string Plain(string text) => text.Replace("\n", " ", StringComparison.Ordinal);

    static string Start(RichText note) => note.Text.Split('\n')[0];

    /// <summary>As a word of its own: "4.5" is not named by "4.5.2".</summary>
    static bool Holds(string text, string mark)
    {
        for (var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + mark.Length;
            var open = at == 0 || !(char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(mark[0])) && !(text[at - 1] is '.' or ',' && at > 1 && char.IsAsciiDigit(text[at - 2]) && char.IsAsciiDigit(mark[0]));
            var closed = end == text.Length || !(char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(mark[^1])) && !(text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]) && char.IsAsciiDigit(mark[^1]));
            if (open && closed) return true;
        }
        return false;
    }

    static int Root(int[] group, int i)
    {
        while (group[i] != i) i = group[i] = group[group[i]];
        return i;
    }
}
