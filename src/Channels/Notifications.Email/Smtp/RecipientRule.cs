namespace Notifications.Email.Smtp;

/// <summary>What the answer to RCPT means (RFC 5321, section 4.3.2; RFC 3463): for one recipient, and for the mail when nobody is accepted.</summary>
internal static class RecipientRule
{
    private const int Address = 1;
    private const int Mailbox = 2;
    private const int Policy = 7;

    /// <summary>Nobody was accepted.</summary>
    public static DeliveryResult ForAll(SmtpReply reply)
    {
        if (IsTemporary(reply))
            return reply.IsClosing ? DeliveryResult.Retry($"Recipient: {reply}") : DeliveryResult.RetryOwn($"Recipient: {reply}");
        if (ReplyRule.IsAboutSize(reply))
            return DeliveryResult.Rejected(RejectionKind.Content, $"Size: {reply}");
        return IsOurs(reply)
            ? ReplyRule.Configuration($"Recipient: {reply}; the server does not let this channel send there")
            : DeliveryResult.Rejected(RejectionKind.Recipient, $"Recipient: {reply}");
    }

    /// <summary>What is known of one of them. A bare 550 may be a matter of policy: only an enhanced code, or 556 (RFC 7504), says that there is no such address.</summary>
    public static RecipientFailureKind KindOf(SmtpReply reply)
    {
        if (IsTemporary(reply))
            return RecipientFailureKind.Deferred;
        return reply.Code == 556 || reply.Enhanced is (Address, 1 or 2 or 3 or 6 or 10) or (Mailbox, 1)
            ? RecipientFailureKind.NoSuchAddress
            : RecipientFailureKind.Refused;
    }

    /// <summary>May be accepted later. 552 for "too many" is meant as 452 (RFC 5321, section 4.5.3.1.10).</summary>
    public static bool IsTemporary(SmtpReply reply) => reply.IsTemporary || IsTooMany(reply);

    /// <summary>The server takes no more recipients in this transaction; in the next it may.</summary>
    public static bool IsTooMany(SmtpReply reply) => reply is { Code: 452 or 552, Enhanced: (0, 0) or (5, 3) };

    // 5.7 is about permission (relaying denied, authentication required), whatever address stands there; 5.1.7 and 5.1.8 are about the sender, whom many servers judge only now.
    private static bool IsOurs(SmtpReply reply) =>
        reply.Enhanced.Subject == Policy || reply.Enhanced is (Address, 7 or 8) || ReplyRule.IsAboutCredentials(reply) || reply.Code is 500 or 502 or 503 or 555;
}
