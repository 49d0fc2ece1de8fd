using System.Net.Sockets;
using System.Security.Authentication;
using Notifications.Email.Mime;

namespace Notifications.Email.Smtp;

/// <summary>What a broken dialogue means for the delivery. Texts of foreign exceptions are not passed on: they are not ours to vouch for.</summary>
internal static class FailureRule
{
    /// <summary>A connection could not be opened: nothing was sent.</summary>
    public static DeliveryResult ForOpening(Exception exception, string host) => exception switch
    {
        AuthenticationException { InnerException: null } =>
            ReplyRule.Configuration($"The certificate of {host} is not trusted or not for this name; nothing was sent. Check Host and CertificateAuthorityFile"),
        _ when IsRefusedByTls(exception) =>
            ReplyRule.Configuration($"{host} ended TLS: it wants a client certificate, does not take this one, or speaks no version of TLS that this machine does; nothing was sent. Check ClientCertificateFile and Port"),
        ClientCertificateException => DeliveryResult.Retry(exception.Message + "; nothing was sent"),
        _ => DeliveryResult.Retry($"No connection to {host}: {Describe(exception)}"),
    };

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
        exception is IOException or SocketException or OperationCanceledException or AuthenticationException or AttachmentException or ObjectDisposedException or ClientCertificateException;

    // The handshake failed on the server's word, or with TLS 1.3, where the server looks at the client's certificate after it, the first read did.
    private static bool IsRefusedByTls(Exception exception) =>
        exception is AuthenticationException || (exception is IOException { InnerException: not null } and not SmtpProtocolException && exception.GetBaseException() is not SocketException);

    private static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "no answer in the time allowed",
        SmtpProtocolException protocol => protocol.Message,
        SocketException socket => $"{socket.SocketErrorCode}",
        IOException { InnerException: SocketException socket } => $"{socket.SocketErrorCode}",
        _ => "the connection was lost",
    };
}
