namespace Notifications.Email.Smtp;

/// <summary>Whether a server can be given a mail with addresses outside ASCII (RFC 6531).</summary>
internal static class Utf8Rule
{
    /// <summary>Null when it can, or at least for some of its recipients.</summary>
    public static DeliveryResult? Check(EmailEnvelope envelope, SmtpCapabilities can, string host)
    {
        if (envelope.Utf8Cause is not { } cause || can.TakesUtf8)
            return null;
        var address = cause switch
        {
            RejectionKind.Configuration => "From, ReturnPath or ReplyTo of the channel",
            RejectionKind.Content => "The message's ReplyTo",
            _ => "The destination",
        };
        return DeliveryResult.Rejected(cause, $"{address} has characters outside ASCII before the at sign, and {host} does not take such addresses (SMTPUTF8)");
    }
}
