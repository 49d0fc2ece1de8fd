using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>Reads a channel's counters.</summary>
internal static class ChannelFigures
{
    private static readonly DeliveryState[] States =
    [
        DeliveryState.Delivered, DeliveryState.Sent, DeliveryState.Rejected, DeliveryState.Expired, DeliveryState.DeadLettered, DeliveryState.Cancelled, DeliveryState.Dropped,
    ];

    public static ChannelStatistics Read(ChannelRuntime channel)
    {
        var outcomes = new Dictionary<DeliveryState, long>();
        foreach (var state in States)
        {
            if (channel.Read(state) is > 0 and var count)
                outcomes[state] = count;
        }

        return new ChannelStatistics(
            channel.Name,
            channel.Pool.Waiting,
            channel.Pool.Active,
            outcomes.GetValueOrDefault(DeliveryState.Delivered) + outcomes.GetValueOrDefault(DeliveryState.Sent),
            outcomes.GetValueOrDefault(DeliveryState.Rejected) + outcomes.GetValueOrDefault(DeliveryState.Expired) + outcomes.GetValueOrDefault(DeliveryState.DeadLettered),
            channel.Pool.Limit == 1)
        {
            Outcomes = outcomes,
            LastSuccessAt = Instant(channel.ReadLast(succeeded: true)),
            LastFailureAt = Instant(channel.ReadLast(succeeded: false)),
            LastHour = Period(TimeSpan.FromHours(1), [channel]),
            LastDay = Period(TimeSpan.FromDays(1), [channel]),
        };
    }

    /// <summary>What ended on some channels within a time up to now.</summary>
    public static PeriodStatistics Period(TimeSpan length, IEnumerable<ChannelRuntime> channels)
    {
        var sums = new long[(int)DeliveryState.Dropped + 1];
        foreach (var channel in channels)
        {
            var counts = channel.History.Since(channel.NowTicks() - length.Ticks, channel.Read);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += counts[i];
        }

        return new PeriodStatistics
        {
            Length = length,
            Delivered = sums[(int)DeliveryState.Delivered],
            Sent = sums[(int)DeliveryState.Sent],
            Rejected = sums[(int)DeliveryState.Rejected],
            Expired = sums[(int)DeliveryState.Expired],
            DeadLettered = sums[(int)DeliveryState.DeadLettered],
            Cancelled = sums[(int)DeliveryState.Cancelled],
            Dropped = sums[(int)DeliveryState.Dropped],
        };
    }

    private static DateTimeOffset? Instant(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
