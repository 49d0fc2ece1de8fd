namespace Notifications.Storage;

/// <summary>What a store holds, counted on its own and not derived from what went in and out.</summary>
/// <param name="Deliveries">Live deliveries.</param>
/// <param name="Expansions">Live work that still has to find its recipients.</param>
/// <param name="WaitingEvents">Events that wait in an aggregate to be summarised.</param>
/// <param name="States">Keyed states.</param>
/// <param name="HistoryEvicted">Records that left the history at its bound.</param>
public readonly record struct StoreCounts(long Deliveries, long Expansions, long WaitingEvents, long States, long HistoryEvicted);
