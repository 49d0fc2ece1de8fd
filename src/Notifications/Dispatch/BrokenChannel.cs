namespace Notifications.Dispatch;

/// <summary>Stands for a channel that could not be made.</summary>
internal sealed class BrokenChannel(string error) : INotificationChannel, INotificationChannelTraits
{
    /// <summary>Which destinations of the channel are secrets is not known here, so all are.</summary>
    public ChannelTraits Traits { get; } = new() { IsSecretDestination = static _ => true };

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken) =>
        new(DeliveryResult.Rejected(RejectionKind.Configuration, $"the channel could not be created ({error}); the log of the start says why"));
}
