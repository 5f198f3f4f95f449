using System.Collections.Immutable;
using MarsKb.Flows;

namespace MarsKb.Sessions;

/// <summary>Goes through the events once and gathers what they leave behind.</summary>
sealed class SessionReplay
{
    public SessionReplay(IReadOnlyList<SessionEvent> events, Func<string, Flow> flowOf)
    {
        if (events.Count == 0 || events[0] is not { Kind: SessionEventKind.Started, Version: { } version })
            throw new ArgumentException("A session begins with its start.", nameof(events));
        Events = [.. events];
        Flow = flowOf(version);
        Ticket = events[0].Text;
        foreach (var e in events)
        {
            Apply(e, flowOf);
            if (e.Kind is SessionEventKind.Answered or SessionEventKind.Changed or SessionEventKind.WentBack or SessionEventKind.Finished) Waiting = null;
        }
    }

    public ImmutableArray<SessionEvent> Events { get; }

    /// <summary>The version that holds in the end.</summary>
    public Flow Flow { get; private set; }

    public string? Ticket { get; private set; }

    public string? Waiting { get; private set; }

    public Dictionary<(string Step, int Visit), GivenAnswer> Given { get; } = [];

    public Dictionary<(string Step, int Visit), ImmutableArray<SessionNote>> Notes { get; } = [];

    void Apply(SessionEvent e, Func<string, Flow> flowOf)
    {
        switch (e.Kind)
        {
            case SessionEventKind.Known or SessionEventKind.Answered or SessionEventKind.Changed:
                var visit = (e.Step!, e.Visit);
                Given[visit] = GivenAnswer.Next(Given.GetValueOrDefault(visit), Flow.ById[e.Step!], e);
                AddNote(e);
                break;
            case SessionEventKind.WentBack:
                Given[(e.Step!, e.Visit)] = Given[(e.Step!, e.Visit)] with { IsTakenBack = true };
                break;
            case SessionEventKind.Noted:
                AddNote(e);
                break;
            case SessionEventKind.Waiting:
                Waiting = e.Text;
                break;
            case SessionEventKind.Moved:
                Flow = flowOf(e.Version!);
                break;
            case SessionEventKind.Ticketed:
                Ticket = e.Text;
                break;
        }
    }

    void AddNote(SessionEvent e)
    {
        if (e.Text is null) return;
        var visit = (e.Step!, e.Visit);
        Notes[visit] = Notes.GetValueOrDefault(visit, []).Add(new SessionNote(e.Text, e.At, e.Person));
    }
}
