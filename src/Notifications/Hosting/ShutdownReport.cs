using Notifications.Storage;

namespace Notifications.Hosting;

/// <summary>What was left when the engine stopped.</summary>
public sealed record ShutdownReport
{
    internal const int MaxNamed = 100;

    internal static ShutdownReport Nothing { get; } = new();

    /// <summary>Deliveries and searches for recipients that were accepted and not finished.</summary>
    public long Left { get; init; }

    /// <summary>Events that were held to be summarised.</summary>
    public long Held { get; init; }

    /// <summary>The deliveries left, by name; at most the first 100.</summary>
    public IReadOnlyList<DeliveryRecord> Named { get; init; } = [];

    /// <summary>The store outlives the process, and the work goes on after the next start; else it is lost.</summary>
    public bool IsKept { get; init; }
}
