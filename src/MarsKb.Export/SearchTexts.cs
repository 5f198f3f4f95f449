using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Pages.Shared;
using MarsKb.Search;

namespace MarsKb.Export;

/// <summary>The texts behind the search index, which only hits need: in files small enough to be read one by one.</summary>
sealed class SearchTexts
{
    /// <summary>Characters after which a new file is begun.</summary>
    const int FullFile = 128 * 1024;

    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly KnowledgeBase knowledge;
    readonly Func<string, string> address;
    readonly List<List<SearchDocument>> items = [];

    public SearchTexts(KnowledgeBase knowledge, Func<string, string> address)
    {
        (this.knowledge, this.address) = (knowledge, address);
        foreach (var document in knowledge.Search.Documents)
        {
            if (items.Count == 0 || items[^1][0].Key != document.Key) items.Add([]);
            items[^1].Add(document);
        }
        var (starts, size) = (ImmutableArray.CreateBuilder<int>(), FullFile);
        for (var i = 0; i < items.Count; i++)
        {
            if (size >= FullFile)
            {
                starts.Add(i);
                size = 0;
            }
            size += items[i].Sum(d => d.Messages.Sum(m => m.Length) + d.Lead.Length + d.CauseText.Length + d.ActionText.Length);
        }
        Starts = starts.ToImmutable();
    }

    /// <summary>Of each file the number of its first item, in the order of the index.</summary>
    public ImmutableArray<int> Starts { get; }

    /// <returns>JSON in UTF-8.</returns>
    public ReadOnlyMemory<byte> File(int number)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartArray();
        for (var i = Starts[number]; i < (number + 1 < Starts.Length ? Starts[number + 1] : items.Count); i++) Item(json, items[i]);
        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenMemory;
    }

    void Item(Utf8JsonWriter json, List<SearchDocument> documents)
    {
        var item = knowledge.Find(documents[0].Key)!;
        json.WriteStartObject();
        json.WriteString("summary", ItemText.FirstSentence(item.Summary));
        json.WriteString("lead", item.Lead());
        json.WriteStartArray("causes");
        foreach (var cause in item is Entry entry ? entry.Causes : [])
        {
            json.WriteStartArray();
            json.WriteStringValue(cause.Title.TrimEnd('.') + ".");
            json.WriteStringValue(cause.Actions.Length > 0 ? ItemText.FirstSentence(cause.Actions[0].Content) : "");
            json.WriteEndArray();
        }
        json.WriteEndArray();
        if (knowledge.FlowsFor(item.Key) is [var guide, ..]) json.WriteString("guide", address(guide.Url));
        json.WriteStartArray("documents");
        foreach (var document in documents)
        {
            json.WriteStartObject();
            json.WriteStartArray("messages");
            foreach (var message in document.Messages) json.WriteStringValue(message);
            json.WriteEndArray();
            json.WriteString("lead", document.Lead);
            json.WriteString("causes", document.CauseText);
            json.WriteString("actions", document.ActionText);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
