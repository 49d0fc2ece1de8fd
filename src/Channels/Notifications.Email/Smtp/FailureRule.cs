using System.Net.Sockets;
using System.Security.Authentication;
using Notifications.Email.Mime;

namespace Notifications.Email.Smtp;

/// <summary>What a broken dialogue means for the delivery. Texts of foreign exceptions are not passed on: they are not ours to vouch for.</summary>
internal static class FailureRule
{
    /// <summary>A connection could not be opened: nothing was sent.</summary>
    public static DeliveryResult ForOpening(Exception exception, string host) => exception is AuthenticationException
        ? ReplyRule.Configuration($"The certificate of {host} is not trusted or not for this name; nothing was sent. Check Host and CertificateAuthorityFile")
        : DeliveryResult.Retry($"No connection to {host}: {Describe(exception)}");

    /// <summary>A dialogue broke.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="isInDoubt">The whole message may be with the server.</param>
    /// <param name="host">For the reason.</param>
    public static DeliveryResult ForDialogue(Exception exception, bool isInDoubt, string host)
    {
        if (exception is AttachmentException attachment)
            return attachment.IsFinal ? DeliveryResult.Rejected(RejectionKind.Content, attachment.Message) : DeliveryResult.Retry(attachment.Message);
        return isInDoubt
            ? DeliveryResult.Unknown($"The whole message was sent to {host}, then: {Describe(exception)}")
            : DeliveryResult.Retry($"Before the whole message was sent to {host}: {Describe(exception)}");
    }

    public static bool IsExpected(Exception exception) =>
        exception is IOException or SocketException or OperationCanceledException or AuthenticationException or AttachmentException or ObjectDisposedException;

    private static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "no answer in the time allowed",
        SmtpProtocolException protocol => protocol.Message,
        SocketException socket => $"{socket.SocketErrorCode}",
        IOException { InnerException: SocketException socket } => $"{socket.SocketErrorCode}",
        _ => "the connection was lost",
    };
}
