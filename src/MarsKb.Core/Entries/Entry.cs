using System.Collections.Immutable;
using MarsKb.Rendering;

namespace MarsKb.Entries;

/// <summary>One thing that goes wrong, or one thing to know.</summary>
public sealed record Entry : KnowledgeItem
{
    /// <summary>What the software shows, verbatim, with <c>{placeholder}</c> where it varies; the first is the main one.</summary>
    public ImmutableArray<Message> Messages { get; init; } = [];

    public Applicability AppliesTo { get; init; } = Applicability.Everywhere;

    /// <summary>Likeliest first. A guide has procedures here instead.</summary>
    public ImmutableArray<Cause> Causes { get; init; } = [];

    public RichText Notes { get; init; } = RichText.Empty;

    /// <summary>True until an editor has finished it: only staff see it.</summary>
    public bool IsDraft { get; init; }
}

/// <param name="Language">BCP 47, <c>en</c> by default.</param>
public sealed record Message(string Text, string Language);

/// <summary>Where an entry holds. An empty list or null means everywhere.</summary>
/// <param name="Clouds">Of <c>public</c>, <c>us-government</c>, <c>china</c>.</param>
/// <param name="Agent">Range of agent versions as written: <c>>= 2.0.9249.0</c>, <c>&lt; 2.0.9250.0</c> or <c>a - b</c>.</param>
/// <param name="Role">Who can do what it says.</param>
/// <param name="When">One sentence: when it is seen.</param>
public sealed record Applicability(
    ImmutableArray<string> Clouds, ImmutableArray<string> OperatingSystems, string? Agent, string? Role, string? When)
{
    public static Applicability Everywhere { get; } = new([], [], null, null, null);
}
