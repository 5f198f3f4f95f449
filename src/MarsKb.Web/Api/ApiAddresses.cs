using MarsKb.Documents;
using MarsKb.Entries;

namespace MarsKb.Api;

/// <summary>Where each kind of item is read.</summary>
static class ApiAddresses
{
    public static string Of(KnowledgeItem item) => item.Kind switch
    {
        EntryKind.Matrix => "/api/v1/matrix/" + Uri.EscapeDataString(item.Key),
        EntryKind.Flow => "/api/v1/flows/" + Uri.EscapeDataString(item.Key),
        _ => "/api/v1/entries/" + Uri.EscapeDataString(item.Key),
    };

    /// <summary>What to say to somebody who asked at another kind's address.</summary>
    public static string Redirection(KnowledgeItem item) =>
        $"'{item.Key}' is of kind '{Words.Of(item.Kind)}'. Its address is {Of(item)}.";
}
