using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Reading;

/// <summary>
/// Makes blocks of what stands on one line of Markdown: articles put lists, labels and paragraphs into table cells, between <c>&lt;br></c>,
/// <c>&lt;li></c> or nothing but a hyphen at a line's beginning.
/// </summary>
sealed class LineBuilder(Place place)
{
    readonly List<Block> result = [];
    readonly Stack<OpenList> lists = new();
    readonly List<PhraseRun> current = [];
    bool blank;
    bool soft;

    /// <summary>A list made of marks, not of tags.</summary>
    ListBlock? marked;
    ListBlock? markedInner;
    ListItem? innerItem;
    bool lettered;
    TextBlock? lastText;
    List<Block>? lastTextIn;

    sealed record OpenList(ListBlock List)
    {
        public ListItem? Item { get; set; }
    }

    /// <param name="include">Gives the blocks of an include, or null with the reason reported.</param>
    public static List<Block> Build(IReadOnlyList<Token> tokens, Place place, Func<string, List<Block>> include)
    {
        var builder = new LineBuilder(place);
        foreach (var token in tokens) builder.Add(token, include);
        builder.EndLine();
        builder.result.RemoveAll(p => p is ListBlock { Items.Count: 0 });
        return builder.result;
    }

    void Add(Token token, Func<string, List<Block>> include)
    {
        switch (token.Kind)
        {
            case TokenKind.Text:
                if ((token.Style & PhraseStyle.Bold) != 0 && current.Count > 0 && StartsLabel(token)) { EndLine(); blank = true; }
                current.Add(new PhraseRun(token.Text, token.Style, token.Link));
                break;
            case TokenKind.SoftBreak:
                EndLine();
                soft = true;
                break;
            case TokenKind.Break:
                if (IsCurrentBlank()) blank = true;
                EndLine();
                soft = false;
                break;
            case TokenKind.Paragraph:
                EndLine();
                blank = true;
                soft = false;
                break;
            case TokenKind.ListOpen:
                EndLine();
                CloseMarked();
                Open(token.Ordered);
                break;
            case TokenKind.ListClose:
                EndLine();
                CloseMarked();
                if (lists.Count > 0) lists.Pop();
                lastText = null;
                break;
            case TokenKind.ItemOpen:
                EndLine();
                CloseMarked();
                if (lists.Count == 0) Open(false);
                var list = lists.Peek();
                list.Item = new ListItem([], place);
                list.List.Items.Add(list.Item);
                lastText = null;
                break;
            case TokenKind.ItemClose:
                EndLine();
                CloseMarked();
                lastText = null;
                blank = true;
                break;
            case TokenKind.Include:
                EndLine();
                Target().AddRange(include(token.Text));
                lastText = null;
                blank = true;
                break;
        }
    }

    /// <summary>A bold label such as <c>**Workaround**:</c> in the middle of a line begins a paragraph of its own.</summary>
    static bool StartsLabel(Token token) => token.Text.TrimEnd().EndsWith(':') && token.Text.Length < 40 && Labels.Match(token.Text) is not null;

    void Open(bool ordered)
    {
        // A list that is opened twice, or opened where it should have been closed, is the same list.
        if (lists.Count > 0 && lists.Peek().Item is null && lists.Peek().List.Ordered == ordered) return;
        if (lists.Count >= ImportLimits.DeepestNesting) return;
        var list = new ListBlock(ordered, [], place);
        Target().Add(list);
        lists.Push(new OpenList(list));
        lastText = null;
    }

    List<Block> Target()
    {
        if (lists.Count == 0) return result;
        var open = lists.Peek();
        if (open.Item is null)
        {
            open.Item = new ListItem([], place);
            open.List.Items.Add(open.Item);
        }
        return open.Item.Blocks;
    }

    bool IsCurrentBlank() => current.All(r => string.IsNullOrWhiteSpace(r.Text));

    void CloseMarked()
    {
        marked = null;
        markedInner = null;
        innerItem = null;
        lastText = null;
    }

    void EndLine()
    {
        if (IsCurrentBlank())
        {
            current.Clear();
            return;
        }
        var phrase = new Phrase([.. current]).Trim();
        current.Clear();
        var joined = soft;
        soft = false;
        if (IsOr(phrase.Text))
        {
            blank = true;
            return;
        }
        Place(phrase, joined);
        blank = false;
    }

    static bool IsOr(string text) => text.Length <= 6 && text.Trim('(', ')', ' ', '*', '.', ',', '-').ToUpperInvariant() is "OR" or "AND" or "AND/OR";

    void Place(Phrase phrase, bool joined)
    {
        var (kind, length) = joined && lastText is not null && !blank ? (' ', 0) : Mark(phrase.Text);
        if (kind != ' ')
        {
            Item(kind, phrase.Slice(length).Trim());
            return;
        }
        var label = BeginsWithLabel(phrase);
        // A note between two bullets belongs to the first.
        if (marked is not null && PhraseLabel.Read(phrase) is { Label.Field: Field.Note }) label = false;
        if (marked is not null)
        {
            if (!label)
            {
                Append(innerItem is not null && !blank ? innerItem.Blocks : marked.Items[^1].Blocks, phrase, joined);
                return;
            }
            CloseMarked();
        }
        if (label) lastText = null;
        Append(Target(), phrase, joined);
    }

    void Append(List<Block> target, Phrase phrase, bool joined)
    {
        if (lastText is not null && lastTextIn == target && target.Count > 0 && target[^1] == lastText && !blank)
        {
            var together = Phrase.Join(lastText.Phrase, joined ? " " : "\n", phrase);
            target[^1] = lastText = new TextBlock(together, place);
            return;
        }
        lastText = new TextBlock(phrase, place);
        lastTextIn = target;
        target.Add(lastText);
    }

    /// <summary>A bullet, a number or a letter at the beginning of a line.</summary>
    static (char Kind, int Length) Mark(string text)
    {
        if (text.Length < 3) return (' ', 0);
        if (text[0] is '-' or '*' or '•' or '·' or '+' or '–' or '▪' or '●' && (text[1] is ' ' or '\u00A0' || text[0] is '•' or '·' or '●')) return ('-', 1);
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
        if (digits is 1 or 2 && digits + 1 < text.Length && text[digits] is '.' or ')' && (text[digits + 1] is ' ' or '\u00A0' || digits + 1 < text.Length && char.IsAsciiLetterUpper(text[digits + 1]))) return ('1', digits + 1);
        if (text[0] is >= 'a' and <= 'h' && text[1] is '.' or ')' && text[2] == ' ' && text[1] != '\0') return ('a', 2);
        return (' ', 0);
    }

    void Item(char kind, Phrase phrase)
    {
        var item = new ListItem([], place);
        // Letters below numbers or bullets, numbers below bullets: the steps of the item above.
        var inner = marked is not null && (kind == 'a' && !IsLettered(marked) || kind == '1' && !marked.Ordered || kind == '-' && marked.Ordered);
        if (inner)
        {
            if (markedInner is null)
            {
                markedInner = new ListBlock(kind != '-', [], place);
                marked!.Items[^1].Blocks.Add(markedInner);
            }
            markedInner.Items.Add(item);
        }
        else
        {
            markedInner = null;
            if (marked is null)
            {
                marked = new ListBlock(kind != '-', [], place);
                lettered = kind == 'a';
                Target().Add(marked);
            }
            marked.Items.Add(item);
        }
        if (!phrase.IsBlank)
        {
            lastText = new TextBlock(phrase, place);
            lastTextIn = item.Blocks;
            item.Blocks.Add(lastText);
        }
        else lastText = null;
        innerItem = inner ? item : null;
    }

    bool IsLettered(ListBlock list) => list == marked && lettered;

    static bool BeginsWithLabel(Phrase phrase) => PhraseLabel.Read(phrase) is not null;
}
