using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Rendering;

namespace MarsKb.Entries;

/// <summary>What entries, matrix tables and flows have in common: one stable key in one name space, and a page of its own.</summary>
public abstract record KnowledgeItem
{
    /// <summary>The one stable name, compared without case.</summary>
    public required string Key { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>What it is, in up to 80 characters, without the code.</summary>
    public required string Title { get; init; }

    /// <summary>What the software prints, as printed; the first is the main one.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>Earlier keys and internal names; they lead here.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What people say who look for this, in their own words. Search finds it by them; they are not shown.</summary>
    public ImmutableArray<string> Asked { get; init; } = [];

    /// <summary>Id of a <see cref="Entries.Component"/>.</summary>
    public required string Component { get; init; }

    /// <summary>The first paragraph is the lead.</summary>
    public RichText Summary { get; init; } = RichText.Empty;

    /// <summary>Where sources disagree: both facts with their scope.</summary>
    public ImmutableArray<RichText> EditorsNotes { get; init; } = [];

    /// <summary>Keys of entries, tables and flows; lint makes sure that each exists.</summary>
    public ImmutableArray<string> Related { get; init; } = [];

    public ImmutableArray<Source> Sources { get; init; } = [];

    /// <summary>Who answers for it.</summary>
    public string Owner { get; init; } = "";

    public DateOnly Reviewed { get; init; }

    public DateOnly ReviewBy { get; init; }

    /// <summary>Where the item's file begins.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>Path of its page on the site.</summary>
    public string Url => Kind switch
    {
        EntryKind.Matrix => "/matrix/" + Uri.EscapeDataString(Key),
        EntryKind.Flow => "/flows/" + Uri.EscapeDataString(Key),
        _ => "/entries/" + Uri.EscapeDataString(Key),
    };
}

/// <summary>Where a fact comes from.</summary>
/// <param name="Licence">Short name such as <c>CC BY 4.0</c>.</param>
/// <param name="Date">When the source was last changed, as it says itself, else when it was read.</param>
public sealed record Source(string Title, string Url, string Licence, DateOnly Date);

/// <summary>A part of the product that items belong to.</summary>
public sealed record Component(string Id, string Title);
