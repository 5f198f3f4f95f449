namespace MarsKb.Entries;

/// <summary>What an item of the knowledge base is. Written in lower case in addresses and JSON.</summary>
public enum EntryKind
{
    /// <summary>Something goes wrong: it has a code, a name or a message.</summary>
    Error,

    /// <summary>A procedure or a topic.</summary>
    Guide,

    /// <summary>A guided flow.</summary>
    Flow,

    /// <summary>A table of the support matrix.</summary>
    Matrix,
}
