namespace MarsKb.Search;

/// <summary>A message as the terms that stand in it, in order; variable parts are gaps.</summary>
/// <param name="Terms">Term numbers; <see cref="Gap"/> where a placeholder stands.</param>
sealed record MessagePattern(int[] Terms)
{
    public const int Gap = -1;

    public static MessagePattern Read(string message, Vocabulary vocabulary)
    {
        var terms = new List<int>();
        var at = 0;
        while (at < message.Length)
        {
            var open = message.IndexOf('{', at);
            var close = open < 0 ? -1 : message.IndexOf('}', open);
            var end = close < 0 ? message.Length : open;
            foreach (var token in Analyzer.Analyze(message, at, end))
                if (!token.IsPart) terms.Add(vocabulary.Add(token));
            if (close < 0) break;
            terms.Add(Gap);
            at = close + 1;
        }
        return new MessagePattern([.. terms]);
    }
}
