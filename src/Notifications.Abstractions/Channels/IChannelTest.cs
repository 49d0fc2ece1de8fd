namespace Notifications;

/// <summary>A channel that can be checked without bothering anybody: connect, show the credentials, leave. Optional: a channel that is none is tested by a message.</summary>
public interface IChannelTest
{
    /// <summary>Checks what can be checked. Not retried, not limited, not counted; ended by its token.</summary>
    /// <param name="message">What would be sent otherwise: its content says that it is a test, and its destination is the one asked for, or null. A channel that finds nothing to check may send it.</param>
    /// <param name="cancellationToken">Signalled at the channel's timeout, and when the caller gives up.</param>
    /// <returns>Delivered when all is well; else what an attempt would have come to. No secrets in the reason.</returns>
    ValueTask<DeliveryResult> TestAsync(ChannelMessage message, CancellationToken cancellationToken);
}
