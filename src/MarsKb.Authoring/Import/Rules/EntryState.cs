using System.Collections.Immutable;
using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>What a part of an article gives away about being an entry.</summary>
[Flags]
enum Evidence { None = 0, Label = 1, Remedy = 2, Steps = 4, Explains = 8, MessageShown = 16, Table = 32 }

/// <summary>
/// An entry as far as it has been read. A value: a rule takes one and gives another, so that no rule can change what a second one has seen,
/// and a section can be read on trial.
/// </summary>
sealed record EntryState(ImportedEntry Entry)
{
    public Cursor At { get; init; } = new();

    public Evidence Evidence { get; init; }

    int LastCause { get; init; }

    /// <summary>True when the text ends by announcing something to do.</summary>
    public bool ExpectsActions => At.Lead is not null && !At.LeadIsReading && At.Field == Field.Action;

    /// <summary>The cause that was opened last; null when there is none, or it has been taken out.</summary>
    public ImportedCause? Cause => Find(At.Cause);

    /// <summary>The actions that are being read.</summary>
    public ImmutableList<ImportedAction> Actions => ActionsOf(At.Remedies);

    public EntryState Move(Func<Cursor, Cursor> move) => this with { At = move(At) };

    public EntryState Shows(Evidence evidence) => this with { Evidence = Evidence | evidence };

    /// <summary>Notes that a block is in the entry.</summary>
    public EntryState Take(Block block, ImportRule rule) => this with { Entry = Entry with { Taken = Entry.Taken.Add(new TakenBlock(block, rule.Name)) } };

    public EntryState CompletedBy(ImportRule rule) => this with { Entry = Entry with { Completed = Entry.Completed.Add(rule.Name) } };

    /// <summary>Notes how far down the article the entry reaches.</summary>
    public EntryState Reach(int line) => line <= Entry.EndLine ? this : this with { Entry = Entry with { EndLine = line } };

    public EntryState AddSummary(params IEnumerable<Block> blocks) => this with { Entry = Entry with { Summary = Entry.Summary.AddRange(blocks) } };

    public EntryState WithoutSummary(Block block) => this with { Entry = Entry with { Summary = Entry.Summary.Remove(block) } };

    public EntryState AddNotes(params IEnumerable<Block> blocks) => this with { Entry = Entry with { Notes = Entry.Notes.AddRange(blocks) } };

    public EntryState AddDoubt(string doubt) => this with { Entry = Entry with { Doubts = Entry.Doubts.Add(doubt) } };

    public EntryState AddCodes(IEnumerable<string> codes) => this with { Entry = Entry.WithCodes(codes) };

    /// <param name="certain">False for a text that stands in place of a message.</param>
    public EntryState AddMessage(string text, bool certain, int line)
    {
        var message = MessageText.Clean(text);
        if (message.Length == 0 || Entry.Messages.Exists(m => m.Text.Equals(message, StringComparison.OrdinalIgnoreCase))) return this;
        var state = this with { Entry = Entry with { Messages = Entry.Messages.Add(new ImportedMessage(message, certain, line)) } };
        return certain ? state.Shows(Evidence.MessageShown) : state;
    }

    /// <summary>Opens a cause; the next blocks are its own.</summary>
    public EntryState AddCause(int number, int line, params IEnumerable<Block> blocks)
    {
        var cause = new ImportedCause(LastCause + 1, number, line, [.. blocks]);
        return this with
        {
            LastCause = cause.Id,
            Entry = Entry with { Causes = Entry.Causes.Add(cause) },
            At = At with { Cause = cause.Id, CausesSinceAction = At.CausesSinceAction + 1 },
        };
    }

    /// <summary>Adds to what is said about the cause that was opened last.</summary>
    public EntryState Explain(params IEnumerable<Block> blocks) =>
        Cause is null ? AddSummary(blocks) : WithCause(At.Cause, c => c with { Blocks = c.Blocks.AddRange(blocks) });

    /// <summary>Takes the cause that was opened last out again when nothing was said about it.</summary>
    public EntryState DropCauseWithoutText() => Cause is { Blocks.IsEmpty: true } empty ? Without(empty) : this;

    public EntryState Without(ImportedCause cause) => this with { Entry = Entry with { Causes = Entry.Causes.RemoveAll(c => c.Id == cause.Id) } };

    public EntryState AddAction(ImportedAction action) => AddAction(action, At.Remedies);

    public EntryState AddAction(params ImmutableList<Block> blocks) => AddAction(new ImportedAction(blocks, blocks[0].Line));

    /// <param name="cause">Whose actions it joins; 0 for those that help whichever cause it is.</param>
    public EntryState AddAction(ImportedAction action, int cause) => WithActions(cause, actions => actions.Add(action));

    /// <summary>Adds to the last thing to do.</summary>
    public EntryState AddToLastAction(Block block) => ChangeAction(Actions.Count - 1, action => action with { Blocks = action.Blocks.Add(block) });

    public EntryState ChangeAction(int index, Func<ImportedAction, ImportedAction> change) =>
        WithActions(At.Remedies, actions => actions.SetItem(index, change(actions[index])));

    public EntryState WithoutLastAction() => WithActions(At.Remedies, actions => actions.RemoveAt(actions.Count - 1));

    /// <summary>Opens the field that a label names.</summary>
    /// <param name="own">A heading's words behind its label: "Cause 1: The disk is full" says the cause itself.</param>
    public EntryState Enter(Label label, Place place, string own = "")
    {
        var state = EndLead().Move(at => at with
        {
            Field = label.Field,
            ExpectsMessage = label.Field is Field.Message or Field.Symptom,
            ExpectsCauses = false,
            SaidInOneLine = false,
            IsAfterList = false,
            IsAfterItem = false,
            IsUnderTitle = false,
        });
        if (label.Field is Field.Code or Field.Message or Field.Cause or Field.Action) state = state.Shows(Evidence.Label);
        return label.Field switch
        {
            Field.Summary => state.Move(at => at with { Remedies = 0 }),
            Field.Cause => state.AddCause(label.Number, place.Line, own.Length > 0 ? [new TextBlock(Phrase.Of(own), place)] : []),
            Field.Action => state.EnterActions(label.Number),
            _ => state,
        };
    }

    EntryState EnterActions(int number)
    {
        var state = this with { Entry = Entry with { Causes = Entry.Causes.RemoveAll(c => c.IsEmpty && c.Id != At.Cause) } };
        return state.Move(at => at with { Remedies = state.CauseFor(number), CausesSinceAction = 0 });
    }

    /// <summary>The cause that a remedy belongs to: the one with its number, else the one right before it, else that of the remedy before.</summary>
    /// <returns>0 when it helps whichever cause it is.</returns>
    int CauseFor(int number)
    {
        var causes = Entry.Causes;
        if (number > 0)
        {
            if (causes.Find(c => c.Number == number) is { } same) return same.Id;
            // "Resolution 2" below causes without numbers means the second.
            if (causes.Count > 1 && causes.Count >= number && causes.All(c => c.Number == 0)) return causes[number - 1].Id;
        }
        if (At.CausesSinceAction == 1 && Cause is { } before) return before.Id;
        if (causes.Count == 1 && number > 0) return causes[0].Id;
        return At.CausesSinceAction == 0 ? At.Remedies : 0;
    }

    /// <summary>A lead-in that nothing follows is a thing to do itself.</summary>
    public EntryState EndLead()
    {
        if (At.Lead is not { } lead) return this;
        var state = Move(at => at with { Lead = null, LeadIsReading = false });
        if (At.LeadIsReading) return state.AddNotes(lead);
        return Wording.Instructs(lead.Phrase.Text) ? state.AddAction(lead) : state.AddSummary(lead);
    }

    /// <summary>Takes over what was read from a case of what goes wrong: one cause with its actions, or the causes that it names itself.</summary>
    /// <param name="title">The case's heading.</param>
    public EntryState Absorb(ImportedEntry part, string title, Place place)
    {
        var state = this;
        foreach (var message in part.Messages)
            if (!state.Entry.Messages.Exists(m => m.Text == message.Text)) state = state with { Entry = state.Entry with { Messages = state.Entry.Messages.Add(message) } };
        state = state.AddCodes(part.Codes);
        state = HasNoOwnCauses(part)
            ? state.AbsorbCause(
                new ImportedCause(0, 0, place.Line, [new TextBlock(Phrase.Of(title), place), .. part.Summary, .. part.Causes.SelectMany(c => c.Blocks)]) { Actions = part.Actions })
            : state.AbsorbCauses(part);
        return state.AddNotes(part.Notes).Move(at => at with { CausesSinceAction = 2, Remedies = 0, Field = Field.Summary });
    }

    /// <summary>A cause without actions, in a case without actions, only says more about the case.</summary>
    static bool HasNoOwnCauses(ImportedEntry part) => part.Causes.IsEmpty || part.Causes is [{ Actions.IsEmpty: true }] && part.Actions.IsEmpty;

    EntryState AbsorbCauses(ImportedEntry part)
    {
        var causes = part.Causes is [var only] ? [only with { Actions = only.Actions.AddRange(part.Actions) }] : part.Causes;
        var state = causes.Aggregate(this, (state, cause) => state.AbsorbCause(cause)).AddSummary(part.Summary);
        return part.Causes.Count == 1 ? state : state with { Entry = state.Entry with { Actions = state.Entry.Actions.AddRange(part.Actions) } };
    }

    EntryState AbsorbCause(ImportedCause cause) => this with
    {
        LastCause = LastCause + 1,
        Entry = Entry with { Causes = Entry.Causes.Add(cause with { Id = LastCause + 1 }) },
    };

    ImportedCause? Find(int cause) => cause == 0 ? null : Entry.Causes.FindLast(c => c.Id == cause);

    EntryState WithCause(int id, Func<ImportedCause, ImportedCause> change)
    {
        // Mostly it is one of the last.
        var index = Entry.Causes.FindLastIndex(c => c.Id == id);
        return this with { Entry = Entry with { Causes = Entry.Causes.SetItem(index, change(Entry.Causes[index])) } };
    }

    ImmutableList<ImportedAction> ActionsOf(int cause) => Find(cause)?.Actions ?? Entry.Actions;

    EntryState WithActions(int cause, Func<ImmutableList<ImportedAction>, ImmutableList<ImportedAction>> change) => Find(cause) is null
        ? this with { Entry = Entry with { Actions = change(Entry.Actions) } }
        : WithCause(cause, c => c with { Actions = change(c.Actions) });
}
