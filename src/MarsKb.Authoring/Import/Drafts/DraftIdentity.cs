namespace MarsKb.Import.Drafts;

/// <summary>What an imported entry is known by from one import to the next.</summary>
/// <param name="Address">Of its section, with anchor.</param>
/// <param name="Code">Its first code; null when it has none.</param>
/// <param name="Message">Its first message; null when it has none.</param>
sealed record DraftIdentity(string Address, string? Code, string Title, string? Message)
{
    string Page => Address.Split('#')[0];

    /// <summary>From sure to less sure; each names one entry at most, or it is not used.</summary>
    public IEnumerable<string> Marks()
    {
        yield return $"{Address}\n{Code}\n{Title}";
        if (Code is not null) yield return $"{Address}\n{Code}";
        if (Code is not null) yield return $"{Page}\n{Code}";
        if (Code is null) yield return $"{Page}\n{Title}\ntitle";
        if (Code is null && Message is not null) yield return $"{Page}\n{Message}\nmessage";
    }
}
