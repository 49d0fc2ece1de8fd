namespace Notifications.Tracking;

/// <summary>What one channel has counted, and how it is.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Queued">Deliveries in its queue.</param>
/// <param name="Active">Sends under way.</param>
/// <param name="Delivered">Delivered, or taken by the provider.</param>
/// <param name="Failed">Rejected, expired or dead-lettered.</param>
/// <param name="IsResting">All its providers rest behind their circuit breakers.</param>
public sealed record ChannelStatistics(string Name, int Queued, int Active, long Delivered, long Failed, bool IsResting);
