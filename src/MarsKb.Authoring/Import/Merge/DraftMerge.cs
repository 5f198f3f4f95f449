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
        var result = new List<DraftUnit>();
        var taken = false;
        foreach (var mine in local)
        {
            var (keep, change) = Known(path, mine, Find(old, mine), Find(upstream, mine));
            if (keep is not null) result.Add(keep);
            if (change is not null) changes.Add(change);
            taken |= keep != mine;
        }
        for (var i = 0; i < upstream.Count; i++)
        {
            var theirs = upstream[i];
            if (Find(local, theirs) is not null) continue;
            if (Find(old, theirs) is { } was)
            {
                if (!theirs.Says(was) && !IsReview(theirs)) changes.Add(ImportChange.Conflicting(path, theirs.Name, was.Text, theirs.Text, null));
                continue;
            }
            changes.Add(new ImportChange(ChangeKind.Added, path, theirs.Name, LineDifference.Of("", theirs.Text)));
            result.Insert(PlaceOf(theirs, i > 0 ? upstream[i - 1] : null, result), theirs);
            taken = true;
        }
        if (!taken) return here;
        var joined = DraftUnit.Join(result);
        return here.Contains("\r\n", StringComparison.Ordinal) ? joined.Replace("\n", "\r\n", StringComparison.Ordinal) : joined;
    }

    /// <summary>
    /// What becomes of a unit that stands here. Nothing where upstream says the same as before, or as here; what upstream says where nobody here has touched it;
    /// what stands here, and a conflict, where both have.
    /// </summary>
    /// <param name="was">The unit as the last import wrote it; null when it was not there.</param>
    /// <param name="becomes">The unit as it comes now; null when upstream took it out.</param>
    /// <returns>The unit to write, null to take it out; what there is to tell.</returns>
    static (DraftUnit? Keep, ImportChange? Change) Known(string path, DraftUnit mine, DraftUnit? was, DraftUnit? becomes)
    {
        var changedUpstream = was is null ? becomes is not null : !was.Says(becomes);
        if (!changedUpstream || mine.Says(becomes)) return (mine, null);
        if (was is not null && mine.Says(was))
            return (becomes, new ImportChange(becomes is null ? ChangeKind.Removed : ChangeKind.Changed, path, mine.Name, LineDifference.Of(mine.Text, becomes?.Text ?? "")));
        return (mine, IsReview(mine) ? null : ImportChange.Conflicting(path, mine.Name, was?.Text ?? "", becomes?.Text, mine.Text));
    }

    /// <summary>When it was reviewed is for the editor alone to say.</summary>
    static bool IsReview(DraftUnit unit) => unit is { IsFront: true, Name: "reviewed" or "reviewBy" };

    /// <summary>Behind the unit that it follows upstream; where that is gone, at the end of the front matter or of the file.</summary>
    static int PlaceOf(DraftUnit added, DraftUnit? before, List<DraftUnit> result)
    {
        var after = before is null ? -1 : result.FindIndex(u => u.IsSameAs(before));
        if (after >= 0) return after + 1;
        return added.IsFront ? result.FindLastIndex(u => u.IsFront) + 1 : result.Count;
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
