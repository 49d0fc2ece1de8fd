namespace Notifications;

/// <summary>Opens attachments that a message only refers to: files, blobs, generated reports. Register one in the container.</summary>
/// <remarks>Called for every attempt, by several workers at once. The same reference must give the same bytes for as long as messages refer to it, since all attempts send the same.</remarks>
public interface IAttachmentSource
{
    /// <summary>Opens one attachment for reading. The channel disposes the stream; it is read forward, and never held whole in memory.</summary>
    /// <param name="reference">The attachment's <see cref="NotificationAttachment.Reference"/>.</param>
    /// <param name="cancellationToken">Signalled at the attempt's timeout and when the host must stop.</param>
    /// <returns>The stream; null when there is no such file (any more), which rejects the message. An exception counts as a failure for now.</returns>
    ValueTask<Stream?> OpenAsync(string reference, CancellationToken cancellationToken);
}
