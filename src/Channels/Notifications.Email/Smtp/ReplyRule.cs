namespace Notifications.Email.Smtp;

/// <summary>What a reply means for the delivery: 4yz passes, 5yz stays; the enhanced code says whose fault it is (RFC 3463). Of recipients: <see cref="RecipientRule"/>.</summary>
internal static class ReplyRule
{
    private const int Address = 1;
    private const int Mailbox = 2;
    private const int System = 3;
    private const int Policy = 7;

    public static DeliveryResult Configuration(string reason) => DeliveryResult.Rejected(RejectionKind.Configuration, reason);

    /// <summary>The greeting, EHLO and STARTTLS.</summary>
    public static DeliveryResult ForOpening(SmtpReply reply, string step) =>
        reply.IsTemporary ? DeliveryResult.Retry($"{step}: {reply}") : Configuration($"{step}: {reply}; check Host, Port and Security");

    /// <summary>Authentication. What the server says of it is not repeated.</summary>
    public static DeliveryResult ForAuthentication(SmtpReply reply)
    {
        var bare = reply with { Text = null };
        return reply.IsTemporary
            ? DeliveryResult.Retry($"The server could not check the credentials: {bare}")
            : Configuration($"The server refused the credentials: {bare}; check UserName and Password, the access token or the client certificate");
    }

    /// <summary>MAIL FROM: about the sender, which is ours.</summary>
    public static DeliveryResult ForSender(SmtpReply reply)
    {
        if (reply.IsTemporary)
            return DeliveryResult.Retry($"Sender: {reply}");
        return reply is { Code: 552, Enhanced: (0, 0) } || IsAboutSize(reply)
            ? DeliveryResult.Rejected(RejectionKind.Content, $"Size: {reply}")
            : Configuration($"Sender: {reply}; check From, ReturnPath and the credentials");
    }

    /// <summary>DATA, and the message itself.</summary>
    public static DeliveryResult ForMessage(SmtpReply reply)
    {
        // Below 400 it is no refusal, but no SMTP either.
        if (reply.IsClosing || reply.Code < 400 || (reply.IsTemporary && reply.Enhanced.Subject == System))
            return DeliveryResult.Retry($"Message: {reply}");
        if (reply.IsTemporary)
            return DeliveryResult.RetryOwn($"Message: {reply}");
        if (IsAboutUs(reply))
            return Configuration($"Message: {reply}; check From, ReturnPath, the credentials, and SPF, DKIM and DMARC of the sender's domain");
        return !IsAboutSize(reply) && reply.Enhanced.Subject is Address or Mailbox
            ? DeliveryResult.Rejected(RejectionKind.Recipient, $"Message: {reply}")
            : DeliveryResult.Rejected(RejectionKind.Content, $"Message: {reply}");
    }

    /// <summary>The message is too long: for the system (X.3.4), or for the mailbox (X.2.3).</summary>
    public static bool IsAboutSize(SmtpReply reply) => reply.Enhanced is (3, 4) or (Mailbox, 3);

    /// <summary>RFC 4954, section 6.</summary>
    public static bool IsAboutCredentials(SmtpReply reply) => reply.Code is 530 or 534 or 535 or 538;

    // The sender's address (X.1.7, X.1.8), authentication and encryption (X.7.8 to X.7.14, RFC 5248), SPF, DKIM and the like (X.7.20 to X.7.27, RFC 7372 and 7505). X.7.1 and the rest are about what the mail says.
    private static bool IsAboutUs(SmtpReply reply) =>
        IsAboutCredentials(reply) || reply.Enhanced is (Address, 7 or 8) or (Policy, (>= 8 and <= 14) or (>= 20 and <= 27));
}
