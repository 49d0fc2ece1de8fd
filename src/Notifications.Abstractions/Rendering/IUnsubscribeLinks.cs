namespace Notifications;

/// <summary>Makes the link by which one recipient stops one kind of message (RFC 8058). Register one in the container; without it only messages that bring a link have one.</summary>
public interface IUnsubscribeLinks
{
    /// <summary>Finds the link. Must be a pure function of the message: all attempts send the same.</summary>
    /// <param name="message">The message; its destination is the recipient's address.</param>
    /// <returns>An https URL that takes a POST without any further question (one click); an http or mailto URL goes without one click; null when the message cannot be stopped, such as an alert or a receipt.</returns>
    string? Find(ChannelMessage message);
}
