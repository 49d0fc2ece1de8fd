namespace Notifications.Email;

/// <summary>Brings finished mails to a server or provider. The package's own speaks SMTP; register another under the channel's name (a keyed service) before <c>AddEmail</c> to replace it.</summary>
/// <remarks>Called by several workers at once. One call is one attempt: the engine retries, limits and times out.</remarks>
public interface IEmailTransport
{
    /// <summary>Makes one attempt.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="cancellationToken">Signalled at the attempt's timeout and when the host must stop.</param>
    /// <returns>What the server said, recipients that it refused with their <see cref="EmailAddress.Mailbox"/> in <see cref="DeliveryResult.Failures"/> (those who are deferred are tried again by themselves), with <see cref="EmailMessage.MessageId"/> as the provider's id. What may have been taken without an answer is <see cref="DeliveryResult.Unknown(string)"/>.</returns>
    ValueTask<DeliveryResult> SendAsync(EmailMessage message, CancellationToken cancellationToken);
}
