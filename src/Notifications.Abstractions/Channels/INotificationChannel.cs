namespace Notifications;

/// <summary>Brings a message to a provider. The one interface of a channel; its name is that of its registration.</summary>
/// <remarks>
/// Called by several workers at once: implementations are safe for threads. The engine retries, limits, breaks the circuit, orders and times out;
/// a channel makes one attempt and says truthfully what happened. An exception counts as <see cref="DeliveryResult.Unknown(string)"/>
/// when the request may have left, so catch what is known not to have.
/// A channel that implements <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed by the engine if the engine made it.
/// </remarks>
public interface INotificationChannel
{
    /// <summary>Makes one attempt.</summary>
    /// <param name="message">What to send, and where.</param>
    /// <param name="cancellationToken">Signalled at the attempt's timeout (10 s unless configured) and when the host must stop.</param>
    /// <returns>What the provider said.</returns>
    ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken);
}
