namespace Notifications.Email.Smtp;

/// <summary>What a reply means for the delivery: 4yz passes, 5yz stays; the enhanced code says whose fault it is (RFC 3463).</summary>
internal static class ReplyRule
{
    private const int Address = 1;
    private const int Mailbox = 2;
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
        return IsAboutSize(reply)
            ? DeliveryResult.Rejected(RejectionKind.Content, $"Size: {reply}")
            : Configuration($"Sender: {reply}; check From, ReturnPath and the credentials");
    }

    /// <summary>RCPT TO, when nobody was accepted.</summary>
    public static DeliveryResult ForRecipient(SmtpReply reply)
    {
        if (IsRecipientTemporary(reply))
            return DeliveryResult.Retry($"Recipient: {reply}");

        // 5.7 is about permission (relaying denied, authentication required), whatever address stands there.
        return reply.Enhanced.Subject == Policy || reply.Code == 530
            ? Configuration($"Recipient: {reply}; the server does not let this channel send there")
            : DeliveryResult.Rejected(RejectionKind.Recipient, $"Recipient: {reply}");
    }

    /// <summary>Whether a refused recipient may be accepted later. 552 without further word is "too many recipients", which is temporary (RFC 5321, section 4.5.3.1.10).</summary>
    public static bool IsRecipientTemporary(SmtpReply reply) =>
        reply.IsTemporary || (reply.Code == 552 && reply.Enhanced.Subject is not (Address or Mailbox or Policy));

    /// <summary>DATA, and the message itself.</summary>
    public static DeliveryResult ForMessage(SmtpReply reply)
    {
        // Below 400 it is no refusal, but no SMTP either.
        if (reply.IsTemporary || reply.Code < 400)
            return DeliveryResult.Retry($"Message: {reply}");
        return reply.Enhanced.Subject == Address
            ? DeliveryResult.Rejected(RejectionKind.Recipient, $"Message: {reply}")
            : DeliveryResult.Rejected(RejectionKind.Content, $"Message: {reply}");
    }

    private static bool IsAboutSize(SmtpReply reply) => reply.Code == 552 || reply.Enhanced is (3, 4) or (2, 3);
}
