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
        TlsException tls => ForTls(tls.Failure, host),
        SmtpOpeningException opening => DeliveryResult.Retry(opening.Message),
        CertificateFileException => DeliveryResult.Retry(exception.Message + "; nothing was sent"),

        // With TLS 1.3 the server looks at the client's certificate after the handshake; what it says of it is met by the first read.
        IOException when TlsFailureRule.FromSystem(exception) == TlsFailure.ClientCertificate => ForTls(TlsFailure.ClientCertificate, host),
        _ => DeliveryResult.Retry($"No connection to {host}: {Describe(exception)}"),
    };

    private static DeliveryResult ForTls(TlsFailure failure, string host) => failure switch
    {
        TlsFailure.Untrusted => ReplyRule.Configuration($"The certificate of {host} is not trusted, or has expired; nothing was sent. Check Host, and give the relay's authority with CertificateAuthorityFile"),
        TlsFailure.OtherName => ReplyRule.Configuration($"The certificate of {host} is not for this name; nothing was sent. Give the name that stands in the certificate as Host"),
        TlsFailure.NoTls => ReplyRule.Configuration($"{host} does not begin with TLS on this port; nothing was sent. Check Port and Security: STARTTLS is usual on 587, TLS from the first byte on 465"),
        TlsFailure.NoCommonVersion => ReplyRule.Configuration($"{host} and this machine have no version or cipher of TLS in common; nothing was sent. Bring the server up to TLS 1.2"),
        TlsFailure.ClientCertificate => ReplyRule.Configuration($"{host} wants a client certificate, does not take this one, or has no cipher in common with this machine; nothing was sent. Check ClientCertificateFile"),
        _ => DeliveryResult.Retry($"{host} ended TLS; nothing was sent"),
    };

    /// <summary>A dialogue broke.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="isInDoubt">The whole message may be with the server.</param>
    /// <param name="host">For the reason.</param>
    /// <param name="isEnded">The caller ended it, not a time limit of the dialogue.</param>
    public static DeliveryResult ForDialogue(Exception exception, bool isInDoubt, string host, bool isEnded = false)
    {
        if (exception is AttachmentException attachment)
            return attachment.IsFinal ? DeliveryResult.Rejected(RejectionKind.Content, attachment.Message) : DeliveryResult.RetryOwn(attachment.Message);
        var cause = isEnded && exception is OperationCanceledException ? "the attempt was ended, for the host stops or the time of the attempt was over" : Describe(exception);
        return isInDoubt
            ? DeliveryResult.Unknown($"The whole message was sent to {host}, then: {cause}")
            : DeliveryResult.Retry($"Before the whole message was sent to {host}: {cause}");
    }

    public static bool IsExpected(Exception exception) =>
        exception is IOException or SocketException or OperationCanceledException or AuthenticationException or AttachmentException or ObjectDisposedException or CertificateFileException;

    private static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "no answer in the time allowed",
        SmtpProtocolException protocol => protocol.Message,
        SocketException socket => $"{socket.SocketErrorCode}",
        IOException { InnerException: SocketException socket } => $"{socket.SocketErrorCode}",
        _ => "the connection was lost",
    };
}
