using System.Diagnostics;

namespace Notifications.Samples.Storm.Output;

/// <summary>How fast a count grows, between one look and the next.</summary>
internal sealed class Rate
{
    private long _count;
    private long _at = Stopwatch.GetTimestamp();

    public double Next(long count)
    {
        var now = Stopwatch.GetTimestamp();
        var seconds = Stopwatch.GetElapsedTime(_at, now).TotalSeconds;
        var rate = seconds > 0 ? (count - _count) / seconds : 0;
        (_count, _at) = (count, now);
        return rate;
    }
}
