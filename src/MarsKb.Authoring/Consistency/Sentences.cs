namespace MarsKb.Consistency;

/// <summary>Cuts a line into sentences.</summary>
static class Sentences
{
    public static IEnumerable<string> Of(string line)
    {
        var start = 0;
        for (var i = 0; i + 2 < line.Length; i++)
        {
            if (line[i] is not ('.' or '?' or '!') || line[i + 1] != ' ' || !(char.IsUpper(line[i + 2]) || line[i + 2] is '`' or '"' or '(') || i > 1 && line[i - 1] is 'g' or 'e' && line[i - 2] == '.') continue;
            yield return line[start..(i + 1)];
            start = i + 2;
        }
        if (start < line.Length) yield return line[start..];
    }
}
