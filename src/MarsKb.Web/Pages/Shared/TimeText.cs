namespace MarsKb.Pages.Shared;

/// <summary>Times as people say them.</summary>
public static class TimeText
{
    /// <summary><c>just now</c>, <c>20 min ago</c>, <c>3 h ago</c>, <c>2 days ago</c>.</summary>
    /// <param name="then">UTC.</param>
    /// <param name="now">UTC.</param>
    public static string Ago(DateTime then, DateTime now) => (now - then) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } span => $"{(int)span.TotalMinutes} min ago",
        { TotalDays: < 1 } span => $"{(int)span.TotalHours} h ago",
        { TotalDays: < 2 } => "1 day ago",
        var span => $"{(int)span.TotalDays} days ago",
    };
}
