using System.Collections.Immutable;
using MarsKb.Diagnostics;

namespace MarsKb.Rendering;

/// <summary>
/// What was rendered of one file, with everything that passed between it and the other files meanwhile: the links that were followed
/// and what was said, in order. Going through the steps again tells whether rendering again would give the same.
/// </summary>
sealed record Rendered<T>(T Content, ImmutableArray<RenderStep> Steps)
{
    /// <param name="bag">The file's own; holds afterwards what was said.</param>
    public static Rendered<T> By(Func<LinkTargets, DiagnosticBag, T> render, LinkTargets links, DiagnosticBag bag)
    {
        var steps = ImmutableArray.CreateBuilder<RenderStep>();
        var next = bag.Length;
        var content = render(links.Telling((link, before) =>
        {
            TakeSaid(before);
            steps.Add(new RenderStep(link, null));
            // What a link has to say, it says again when it is followed again.
            next = bag.Length;
        }), bag);
        TakeSaid(bag.Length);
        return new Rendered<T>(content, steps.ToImmutable());

        void TakeSaid(int end)
        {
            for (; next < end; next++) steps.Add(new RenderStep(null, bag[next]));
        }
    }

    /// <summary>Follows the links and says everything again.</summary>
    /// <returns>False when a link leads elsewhere now: then the content is not what it would be.</returns>
    public bool Repeat(LinkTargets links, DiagnosticBag bag)
    {
        var same = true;
        foreach (var (link, said) in Steps)
            if (link is not null) same &= links.Resolve(link.Reference, link.At, bag) == link.Path;
            else if (said is not null) bag.Repeat(said);
        return same;
    }
}

/// <summary>Either a link that was followed or a sentence that was said.</summary>
readonly record struct RenderStep(FollowedLink? Link, Diagnostic? Said);

/// <summary>Renders one file: takes what is kept of it while its links lead where they led, else makes it from the source.</summary>
/// <param name="render">Renders into the bag that it is given.</param>
sealed class FileRendering<T>(DiagnosticBag bag, Func<LinkTargets, DiagnosticBag, T> render, Rendered<T>? kept = null)
{
    /// <summary>Null until it was rendered.</summary>
    public Rendered<T>? Result { get; private set; }

    /// <summary>True when what was kept served.</summary>
    public bool IsKept => kept is not null && ReferenceEquals(Result, kept);

    /// <summary>Source to text, without looking at what is kept.</summary>
    public T Make(LinkTargets links, DiagnosticBag into) => render(links, into);

    public T Render(LinkTargets links)
    {
        if (kept is null) Result = Rendered<T>.By(render, links, bag);
        else if (kept.Repeat(links, bag)) Result = kept;
        // What there is to say was just said again.
        else Result = Rendered<T>.By(render, links, new DiagnosticBag { IsDraft = bag.IsDraft });
        return Result.Content;
    }
}
