namespace MarsKb.Search;

/// <summary>A message as the terms that stand in it, in order; variable parts are gaps.</summary>
/// <param name="Terms">Term numbers; <see cref="Gap"/> where a placeholder stands.</param>
sealed record MessagePattern(int[] Terms)
{
    public const int Gap = -1;

    /// <param name="codes">Codes of the entry, folded: a message is alike with and without its <c>(ID: 34513)</c>.</param>
    public static MessagePattern Read(string message, Vocabulary vocabulary, IReadOnlySet<string> codes)
    {
        var terms = new List<int>();
        var (at, introduced) = (0, false);
        while (at < message.Length)
        {
            var open = message.IndexOf('{', at);
            var close = open < 0 ? -1 : message.IndexOf('}', open);
            var end = close < 0 ? message.Length : open;
            foreach (var token in Analyzer.Analyze(message, at, end))
            {
                if (token.IsPart) continue;
                if (!codes.Contains(token.Surface)) terms.Add(vocabulary.Add(token));
                else if (introduced && terms.Count > 0) terms.RemoveAt(terms.Count - 1);
                introduced = token.Surface is "id" or "error" or "code";
            }
            if (close < 0) break;
            terms.Add(Gap);
            at = close + 1;
        }
        return new MessagePattern([.. terms]);
    }
}
