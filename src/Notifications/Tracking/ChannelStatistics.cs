using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>What one channel has counted, and how it is.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Queued">Deliveries in its queue.</param>
/// <param name="Active">Sends under way.</param>
/// <param name="Delivered">Delivered, or taken by the provider.</param>
/// <param name="Failed">Rejected, expired or dead-lettered.</param>
/// <param name="IsResting">All its providers rest behind their circuit breakers.</param>
public sealed record ChannelStatistics(string Name, int Queued, int Active, long Delivered, long Failed, bool IsResting)
{
    /// <summary>Deliveries that ended since the start, by their final state; states that none has are missing.</summary>
    public IReadOnlyDictionary<DeliveryState, long> Outcomes { get; init; } = new Dictionary<DeliveryState, long>();

    /// <summary><see cref="Delivered"/> over it and <see cref="Failed"/>: 0 to 1. Null when nothing has ended.</summary>
    public double? SuccessRate => SuccessRates.Of(Delivered, Failed);

    /// <summary>When a delivery last succeeded since the start; null for never.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>When a delivery last failed for good since the start; null for never.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>What ended within the last hour.</summary>
    public PeriodStatistics LastHour { get; init; } = new() { Length = TimeSpan.FromHours(1) };

    /// <summary>What ended within the last 24 hours.</summary>
    public PeriodStatistics LastDay { get; init; } = new() { Length = TimeSpan.FromDays(1) };
}
