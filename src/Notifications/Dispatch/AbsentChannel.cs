namespace Notifications.Dispatch;

/// <summary>Stands for a channel that the store has work for and that is not configured. It is never asked: its work waits for a release that has the channel, and ends at its deadline.</summary>
internal sealed class AbsentChannel : INotificationChannel, INotificationChannelTraits
{
    /// <summary>Which destinations of the channel are secrets is not known here, so all are.</summary>
    public ChannelTraits Traits { get; } = new() { IsSecretDestination = static _ => true };

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken) =>
        new(DeliveryResult.Rejected(RejectionKind.Configuration, "the channel is not configured"));
}
