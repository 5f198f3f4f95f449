using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace MarsKb.Browser;

/// <summary>Runs all rules of axe on a page and brings back what it holds against it.</summary>
static class AxeCheck
{
    static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <returns>A line for each element and rule, with the page's address.</returns>
    /// <remarks>Run in the page itself: the library's own way opens another page each time and sends everything that passes through the browser's connection, which takes ten times as long.</remarks>
    public static async Task<string[]> ComplaintsAsync(this IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .flatMap(v => v.nodes.map(n => `${location.pathname}${location.search}: ${v.id}: ${n.html}`))
            """);
    }
}
