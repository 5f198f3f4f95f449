namespace MarsKb.Import.Merge;

/// <summary>Joins what upstream changed since the last import with what somebody changed here: field by field, section by section.</summary>
static class DraftMerge
{
    /// <param name="before">The last import.</param>
    /// <param name="here">The file as somebody left it.</param>
    /// <param name="now">The new import.</param>
    /// <param name="changes">Gets what upstream changed, in the order of the file.</param>
    /// <returns>The file to write. Where both changed the same, it keeps what stands here; where nothing is taken over, it is <paramref name="here"/> to the byte.</returns>
    public static string Merge(string path, string before, string here, string now, List<ImportChange> changes)
    {
        if (DraftUnit.Of(before) is not { } old || DraftUnit.Of(now) is not { } upstream || DraftUnit.Of(here) is not { } local || here.Contains('\uFFFD', StringComparison.Ordinal))
        {
            // Its parts cannot be told apart, or it is not UTF-8: nothing in it is touched.
            if (before != now) changes.Add(ImportChange.Conflicting(path, "", before, now, here));
            return here;
        }
        var taken = false;
        var result = new List<DraftUnit>();
        foreach (var mine in local)
        {
            var was = Find(old, mine);
            var becomes = Find(upstream, mine);
            var edited = was is null || !mine.Says(was);
            if (mine.Says(becomes) || was is null && becomes is null || was is not null && was.Says(becomes)) result.Add(mine);
            else if (!edited)
            {
                changes.Add(new ImportChange(becomes is null ? ChangeKind.Removed : ChangeKind.Changed, path, mine.Name, LineDifference.Of(mine.Text, becomes?.Text ?? "")));
                if (becomes is not null) result.Add(becomes);
                taken = true;
            }
            else
            {
                // When it was reviewed is for the editor alone to say.
                if (mine is not { IsFront: true, Name: "reviewed" or "reviewBy" }) changes.Add(ImportChange.Conflicting(path, mine.Name, was?.Text ?? "", becomes?.Text, mine.Text));
                result.Add(mine);
            }
        }
        for (var i = 0; i < upstream.Count; i++)
        {
            var added = upstream[i];
            if (Find(local, added) is not null) continue;
            if (Find(old, added) is { } was)
            {
                if (!added.Says(was) && added is not { IsFront: true, Name: "reviewed" or "reviewBy" }) changes.Add(ImportChange.Conflicting(path, added.Name, was.Text, added.Text, null));
                continue;
            }
            changes.Add(new ImportChange(ChangeKind.Added, path, added.Name, LineDifference.Of("", added.Text)));
            var after = i > 0 ? result.FindIndex(u => u.IsSameAs(upstream[i - 1])) : -1;
            result.Insert(after >= 0 ? after + 1 : added.IsFront ? result.FindLastIndex(u => u.IsFront) + 1 : result.Count, added);
            taken = true;
        }
        if (!taken) return here;
        var joined = DraftUnit.Join(result);
        return here.Contains("\r\n", StringComparison.Ordinal) ? joined.Replace("\n", "\r\n", StringComparison.Ordinal) : joined;
    }

    static DraftUnit? Find(List<DraftUnit> units, DraftUnit like) => units.Find(u => u.IsSameAs(like));

    /// <summary>The same for the list of components, in which each line but the first is one: what somebody wrote stays, what is new is added, and none goes while entries may still use it.</summary>
    public static string MergeComponents(string? before, string here, string now)
    {
        var old = ById(before ?? "");
        var upstream = ById(now);
        var lines = here.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').ToList();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
            if (IdOf(lines[i]) is { } id && known.Add(id) && old.GetValueOrDefault(id) == lines[i] && upstream.TryGetValue(id, out var becomes)) lines[i] = becomes;
        lines.AddRange(upstream.Where(u => !known.Contains(u.Key)).Select(u => u.Value));
        return string.Join('\n', lines) + "\n";
    }

    static Dictionary<string, string> ById(string text) =>
        text.Split('\n').Select(l => (Id: IdOf(l), Line: l)).Where(l => l.Id is not null).DistinctBy(l => l.Id).ToDictionary(l => l.Id!, l => l.Line, StringComparer.Ordinal);

    static string? IdOf(string line)
    {
        var start = line.IndexOf("id:", StringComparison.Ordinal);
        if (start < 0) return null;
        var id = line.AsSpan(start + 3).Trim();
        var end = id.IndexOfAny(", }#");
        return (end < 0 ? id : id[..end]).Trim("'\"").ToString();
    }
}
