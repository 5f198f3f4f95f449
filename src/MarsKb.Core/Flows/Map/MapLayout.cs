using System.Collections.Immutable;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Map;

/// <summary>Where stations and lines of a map lie.</summary>
/// <param name="Lanes">Lane of each row's station, 0 or 1.</param>
/// <param name="TextLeft">Where texts begin.</param>
sealed record MapLayout(ImmutableArray<int> Lanes, ImmutableArray<MapLine> Lines, int TextLeft)
{
    public const int RowHeight = 48;
    public const int LaneWidth = 32;
    public const int FirstLane = 16;

    // Long lines run between the lanes of stations and the texts, close together.
    const int FirstTrack = FirstLane + 2 * LaneWidth - 8;
    const int TrackWidth = 10;
    const int MostTracks = 7;

    public static int X(int lane) => FirstLane + lane * LaneWidth;

    public static int Y(int row) => RowHeight / 2 + row * RowHeight;

    public static MapLayout Of(ImmutableArray<MapRow> rows)
    {
        var lanes = rows.Select((r, i) => LaneOf(r.Step.Station, isLast: i == rows.Length - 1)).ToImmutableArray();
        var runs = new List<Run>();
        var lines = ImmutableArray.CreateBuilder<MapLine>();
        var tracks = 0;
        foreach (var row in rows)
            foreach (var to in row.Leads.Select(l => l.To - 1).Distinct().Order())
            {
                var from = row.Number - 1;
                if (to == from + 1)
                {
                    lines.Add(new MapLine(from, to, null));
                    continue;
                }
                var (top, bottom) = (Math.Min(from, to), Math.Max(from, to));
                var lane = to > from ? FreeLane(lanes, runs, from, to) : -1;
                if (lane < 0)
                {
                    var track = FreeTrack(runs, top, bottom, to);
                    tracks = Math.Max(tracks, track + 1);
                    runs.Add(new Run(2 + track, top, bottom, to));
                    lines.Add(new MapLine(from, to, FirstTrack + track * TrackWidth));
                }
                else
                {
                    runs.Add(new Run(lane, top, bottom, to));
                    lines.Add(new MapLine(from, to, X(lane)));
                }
            }
        return new MapLayout(lanes, lines.ToImmutable(), FirstTrack + tracks * TrackWidth);
    }

    /// <summary>What is asked and decided stands in the first lane, what leaves it in the second; the last end closes the first.</summary>
    static int LaneOf(Station station, bool isLast) => station is Station.Do or Station.Flow || (station == Station.End && !isLast) ? 1 : 0;

    /// <summary>A lane of stations in which nothing stands between the two rows, of the target's first.</summary>
    static int FreeLane(ImmutableArray<int> lanes, List<Run> runs, int from, int to)
    {
        foreach (var lane in new[] { lanes[to], lanes[from] }.Distinct())
            if (Enumerable.Range(from + 1, to - from - 1).All(r => lanes[r] != lane) && !runs.Exists(r => r.Crosses(lane, from, to, to))) return lane;
        return -1;
    }

    /// <summary>Lines to one target share a track; otherwise no two overlap while there are tracks.</summary>
    static int FreeTrack(List<Run> runs, int top, int bottom, int to)
    {
        for (var track = 0; track < MostTracks; track++)
            if (!runs.Exists(r => r.Crosses(2 + track, top, bottom, to))) return track;
        return MostTracks - 1;
    }

    sealed record Run(int Lane, int Top, int Bottom, int To)
    {
        public bool Crosses(int lane, int top, int bottom, int to) => Lane == lane && To != to && Top < bottom && top < Bottom;
    }
}

/// <param name="From">Row, from 0.</param>
/// <param name="X">Where its upright part runs; null for a line to the next row.</param>
sealed record MapLine(int From, int To, int? X);
