using System.Collections.Immutable;
using MarsKb.Codes;
using MarsKb.Diagnostics;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Entries;

/// <summary>An entry's front matter, read.</summary>
sealed record EntryFields(ItemFields Item, EntryKind Kind, IReadOnlyList<YamlText> Codes, ImmutableArray<Message> Messages, Applicability AppliesTo, bool IsDraft)
{
    public static FieldSet Fields { get; } = new("an entry", [.. ItemFields.Needed, "kind"], [.. ItemFields.Optional, "codes", "messages", "appliesTo", "state"]);

    public static FieldSet MessageFields { get; } = new("a message", ["text"], ["language"]);

    public static FieldSet AppliesToFields { get; } = new("'appliesTo'", [], ["clouds", "operatingSystems", "agent", "role", "when"]);

    public static ImmutableArray<string> Kinds { get; } = ["error", "guide"];

    public static ImmutableArray<string> States { get; } = ["draft", "published"];

    public static ImmutableArray<string> Clouds { get; } = ["public", "us-government", "china"];

    /// <returns>Null when a needed key is absent or wrong; why is in the bag.</returns>
    public static EntryFields? Read(YamlMapping mapping, DiagnosticBag bag)
    {
        var fields = new FieldReader(mapping, Fields, bag);
        var draft = bag.IsDraft = fields.Has("state") && fields.Text("state") is { } state && IsKnown(state, "state", States, bag) && state.Value == "draft";
        var item = ItemFields.Read(fields, bag);
        var kind = ReadKind(fields, bag);
        var codes = ReadCodes(fields, bag);
        var messages = ReadMessages(fields, bag);
        var appliesTo = ReadAppliesTo(fields, bag);
        if (kind == EntryKind.Error && !fields.Has("codes") && !fields.Has("messages")) bag.NothingPrinted(fields.KeyAt("kind"));
        if (item is not null && codes.Count > 0 && codes[0].Value != item.Key.Value) bag.KeyIsNotFirstCode(item.Key.At, item.Key.Value, codes[0].Value);
        return item is null || kind is null ? null : new EntryFields(item, kind.Value, codes, messages, appliesTo, draft);
    }

    static EntryKind? ReadKind(FieldReader fields, DiagnosticBag bag)
    {
        if (fields.Text("kind") is not { } kind) return null;
        if (!IsKnown(kind, "kind", Kinds, bag)) return null;
        return kind.Value == "error" ? EntryKind.Error : EntryKind.Guide;
    }

    static IReadOnlyList<YamlText> ReadCodes(FieldReader fields, DiagnosticBag bag)
    {
        var codes = ItemFields.Names(fields, "codes", bag);
        foreach (var code in codes)
            if (ErrorCode.Parse(code.Value) is not { } parsed || parsed.Text != code.Value) bag.BadCode(code.At, code.Value);
        return codes;
    }

    static ImmutableArray<Message> ReadMessages(FieldReader fields, DiagnosticBag bag)
    {
        var messages = ImmutableArray.CreateBuilder<Message>();
        // Per language, in order: the n-th translation is one of the n-th text in the first language.
        var placeholders = new Dictionary<string, List<IReadOnlyList<string>>>(StringComparer.OrdinalIgnoreCase);
        string? main = null;
        foreach (var mapping in fields.Mappings("messages"))
        {
            var message = new FieldReader(mapping, MessageFields, bag);
            var language = message.Has("language") ? message.Text("language") : null;
            if (language is not null && !IsLanguage(language.Value)) bag.BadLanguage(language.At, language.Value);
            if (message.LongText("text") is not { } text) continue;
            InvisibleCharacters.CheckTypography(text.Value, text.Place, "a message", bag);
            var tag = language?.Value ?? "en";
            main ??= tag;
            if (!placeholders.TryGetValue(tag, out var same)) placeholders[tag] = same = [];
            same.Add(Placeholders.Read(text, bag));
            if (!string.Equals(tag, main, StringComparison.OrdinalIgnoreCase) && same.Count <= placeholders[main].Count &&
                Placeholders.Difference(placeholders[main][same.Count - 1], same[^1]) is { } difference)
                bag.PlaceholdersDiffer(text.At, difference, main);
            messages.Add(new Message(text.Value.TrimEnd('\n'), tag));
        }
        return messages.ToImmutable();
    }

    static Applicability ReadAppliesTo(FieldReader fields, DiagnosticBag bag)
    {
        if (fields.Mapping("appliesTo") is not { } mapping) return Applicability.Everywhere;
        var where = new FieldReader(mapping, AppliesToFields, bag);
        var clouds = ItemFields.Names(where, "clouds", bag).Where(c => IsKnown(c, "clouds", Clouds, bag)).Select(c => c.Value).ToImmutableArray();
        var systems = ItemFields.Names(where, "operatingSystems", bag).Select(s => s.Value).ToImmutableArray();
        var agent = where.Text("agent");
        if (agent is not null && !AgentRange.IsValid(agent.Value)) bag.BadAgentRange(agent.At, agent.Value);
        return new Applicability(clouds, systems, agent?.Value, where.Text("role")?.Value, where.Text("when")?.Value);
    }

    /// <summary>Reports a word that is not among the allowed ones.</summary>
    public static bool IsKnown(YamlText word, string key, IReadOnlyCollection<string> allowed, DiagnosticBag bag)
    {
        if (allowed.Contains(word.Value)) return true;
        bag.UnknownWord(word.At, key, word.Value, Nearest.To(word.Value, allowed), allowed);
        return false;
    }

    /// <summary>The shape of a BCP 47 tag: <c>en</c>, <c>pt-BR</c>, <c>zh-Hans</c>.</summary>
    static bool IsLanguage(string tag)
    {
        var parts = tag.Split('-');
        return tag.Length <= 35 && parts[0].Length is 2 or 3 && parts[0].All(char.IsAsciiLetter) &&
            parts.Skip(1).All(p => p.Length is >= 2 and <= 8 && p.All(char.IsAsciiLetterOrDigit));
    }
}
