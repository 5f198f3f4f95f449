namespace MarsKb.Flows.Steps;

/// <summary>How a step looks on a map and on the way of a session.</summary>
public enum Station
{
    /// <summary>A circle: something is asked.</summary>
    Ask,

    /// <summary>A square: something is to be done.</summary>
    Do,

    /// <summary>A diamond: decided from the answers.</summary>
    If,

    /// <summary>An arrow: another flow.</summary>
    Flow,

    /// <summary>Filled: an end.</summary>
    End,
}

public static class Stations
{
    /// <summary>The class of the style sheets: <c>ask</c>, <c>do</c>, <c>if</c>, <c>flow</c> or <c>end</c>.</summary>
    public static string Css(this Station station) => station switch
    {
        Station.Ask => "ask",
        Station.Do => "do",
        Station.If => "if",
        Station.Flow => "flow",
        Station.End => "end",
        _ => throw new ArgumentOutOfRangeException(nameof(station), station, null),
    };
}
