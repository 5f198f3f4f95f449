namespace MarsKb.Import;

/// <summary>A field of the front matter, the summary or a section.</summary>
/// <param name="Name">The field's key; for a section its id, else its heading.</param>
/// <param name="Text">Its lines with their ends.</param>
sealed record DraftUnit(bool IsFront, string Name, string Text)
{
    /// <summary>Cuts a content file; whoever wrote it, the units together are the file again.</summary>
    public static List<DraftUnit> Of(string text)
    {
        var units = new List<DraftUnit>();
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(l => l + "\n").ToList();
        if (lines[^1] == "\n") lines.RemoveAt(lines.Count - 1);
        var i = 0;
        if (lines.Count > 0 && lines[0] == "---\n")
            for (i = 1; i < lines.Count && lines[i].TrimEnd() != "---"; i++)
            {
                var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
                if (char.IsWhiteSpace(lines[i][0]) || colon <= 0) Extend(lines[i], true, "");
                else units.Add(new DraftUnit(true, lines[i][..colon], lines[i]));
            }
        if (i > 0) i++;
        var fenced = false;
        units.Add(new DraftUnit(false, "summary", ""));
        for (; i < lines.Count; i++)
        {
            if (lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            if (!fenced && lines[i].StartsWith("## ", StringComparison.Ordinal)) units.Add(new DraftUnit(false, Unique(units, NameOf(lines[i])), lines[i]));
            else Extend(lines[i], false, "summary");
        }
        return units;

        void Extend(string line, bool front, string name)
        {
            if (units.Count > 0 && units[^1].IsFront == front) units[^1] = units[^1] with { Text = units[^1].Text + line };
            else units.Add(new DraftUnit(front, name, line));
        }
    }

    public static string Join(IEnumerable<DraftUnit> units)
    {
        var all = units.ToList();
        return "---\n" + string.Concat(all.Where(u => u.IsFront).Select(u => u.Text)) + "---\n" + string.Concat(all.Where(u => !u.IsFront).Select(u => u.Text.TrimEnd('\n') + "\n\n")).TrimEnd('\n') + "\n";
    }

    static string NameOf(string heading)
    {
        var open = heading.LastIndexOf("{#", StringComparison.Ordinal);
        return open > 0 ? heading[(open + 2)..].TrimEnd('\n', ' ', '}') : heading[3..].TrimEnd();
    }

    static string Unique(List<DraftUnit> units, string name)
    {
        while (units.Any(u => !u.IsFront && u.Name == name)) name += "+";
        return name;
    }

    /// <summary>Equal but for blank lines at the end.</summary>
    public bool Says(DraftUnit? other) => other is not null && Text.TrimEnd() == other.Text.TrimEnd();
}

enum ChangeKind { Added, Removed, Changed, Conflict }

/// <summary>What another import changes about an entry.</summary>
/// <param name="Unit">Field or section; empty for the whole entry.</param>
/// <param name="Lines">The difference: lines that begin with <c>-</c> and <c>+</c>.</param>
sealed record ImportChange(ChangeKind Kind, string Path, string Unit, IReadOnlyList<string> Lines);

/// <summary>Joins what upstream changed since the last import with what somebody changed here: field by field, section by section.</summary>
static class DraftMerge
{
    /// <param name="before">The last import.</param>
    /// <param name="here">The file as somebody left it.</param>
    /// <param name="now">The new import.</param>
    /// <returns>The file to write. Where both changed the same, it keeps what stands here.</returns>
    public static string Merge(string path, string before, string here, string now, List<ImportChange> changes)
    {
        var old = DraftUnit.Of(before);
        var upstream = DraftUnit.Of(now);
        var result = DraftUnit.Of(here);
        for (var i = result.Count - 1; i >= 0; i--)
        {
            var local = result[i];
            var was = Find(old, local);
            var becomes = Find(upstream, local);
            if (becomes is null && was is null || local.Says(becomes)) continue;
            if (was is not null && becomes is not null && becomes.Says(was)) continue;
            if (was is not null && local.Says(was))
            {
                changes.Add(new ImportChange(becomes is null ? ChangeKind.Removed : ChangeKind.Changed, path, local.Name, Difference(local.Text, becomes?.Text ?? "")));
                if (becomes is null) result.RemoveAt(i);
                else result[i] = becomes;
                continue;
            }
            changes.Add(new ImportChange(ChangeKind.Conflict, path, local.Name, [.. Difference(was?.Text ?? "", becomes?.Text ?? "").Select(l => "upstream " + l), .. Difference(was?.Text ?? "", local.Text).Select(l => "here     " + l)]));
        }
        for (var i = 0; i < upstream.Count; i++)
        {
            var added = upstream[i];
            if (Find(result, added) is not null) continue;
            if (Find(old, added) is { } was)
            {
                // Somebody took it out here.
                if (!added.Says(was)) changes.Add(new ImportChange(ChangeKind.Conflict, path, added.Name, [.. Difference(was.Text, added.Text).Select(l => "upstream " + l), "here     taken out"]));
                continue;
            }
            changes.Add(new ImportChange(ChangeKind.Added, path, added.Name, Difference("", added.Text)));
            var after = i > 0 ? result.FindIndex(u => u.IsFront == upstream[i - 1].IsFront && u.Name == upstream[i - 1].Name) : -1;
            result.Insert(after >= 0 ? after + 1 : added.IsFront ? result.FindLastIndex(u => u.IsFront) + 1 : result.Count, added);
        }
        return DraftUnit.Join(result);
    }

    static DraftUnit? Find(List<DraftUnit> units, DraftUnit like) => units.Find(u => u.IsFront == like.IsFront && u.Name == like.Name);

    /// <summary>Lines that went and lines that came.</summary>
    public static IReadOnlyList<string> Difference(string before, string now)
    {
        var old = before.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0).ToList();
        var next = now.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0).ToList();
        var had = old.ToHashSet(StringComparer.Ordinal);
        var has = next.ToHashSet(StringComparer.Ordinal);
        return [.. old.Where(l => !has.Contains(l)).Select(l => "- " + l), .. next.Where(l => !had.Contains(l)).Select(l => "+ " + l)];
    }
}
