using System.Diagnostics;
using System.Globalization;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Rigs;

/// <summary>A channel that notes how long each event took to it, by the index that is the event's id.</summary>
internal sealed class StampChannel(int capacity, Tally tally) : INotificationChannel
{
    private readonly long[] _starts = new long[capacity];
    private readonly long[] _ticks = new long[capacity];

    public static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(static i => i.ToString(CultureInfo.InvariantCulture))];

    public void Start(int index)
    {
        _ticks[index] = -1;
        _starts[index] = Stopwatch.GetTimestamp();
    }

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var now = Stopwatch.GetTimestamp();
        var index = int.Parse(message.Event.Id!, CultureInfo.InvariantCulture);
        _ticks[index] = now - _starts[index];
        tally.Add();
        return new(DeliveryResult.Delivered());
    }

    /// <summary>A percentile, in microseconds.</summary>
    public double Percentile(int count, double percentile)
    {
        var sorted = _ticks[..count];
        Array.Sort(sorted);
        if (sorted[0] < 0)
            throw new AccountingException("An event did not reach the channel");
        return sorted[(int)Math.Ceiling(count * percentile) - 1] * 1e6 / Stopwatch.Frequency;
    }
}
