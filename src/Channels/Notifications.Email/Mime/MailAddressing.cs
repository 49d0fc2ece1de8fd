namespace Notifications.Email.Mime;

/// <summary>Who a message goes to and where answers go: read from the message, once for each attempt.</summary>
internal sealed class MailAddressing
{
    private const int MaxRecipients = 100;
    private const int MaxUrl = 900;

    private MailAddressing(IReadOnlyList<EmailAddress> to) => To = to;

    public IReadOnlyList<EmailAddress> To { get; }

    public EmailAddress[] Cc { get; private set; } = [];

    public EmailAddress? ReplyTo { get; private set; }

    /// <summary>An absolute https URL in ASCII, or null.</summary>
    public string? UnsubscribeUrl { get; private set; }

    public EmailEnvelope Envelope { get; private set; } = null!;

    /// <summary>Reads; null with a refusal when something is no address.</summary>
    public static MailAddressing? Read(ChannelMessage message, MailAuthor author, out DeliveryResult? refusal)
    {
        if (FindRecipients(message.Destination, author, out refusal) is not { } to)
            return null;
        var read = new MailAddressing(to) { ReplyTo = author.ReplyTo };
        var bcc = Array.Empty<EmailAddress>();
        if (message.Content.Addressing is { } addressing)
        {
            if (!TryParseAll(addressing.Cc, out var cc, out var error) || !TryParseAll(addressing.Bcc, out bcc, out error))
            {
                refusal = Content("A copy's address " + AddressErrorText.Of(error));
                return null;
            }

            read.Cc = cc;
            if (addressing.ReplyTo is { } text)
            {
                if (!EmailAddress.TryParse(text, out var replyTo, out error))
                {
                    refusal = Content("ReplyTo " + AddressErrorText.Of(error));
                    return null;
                }

                read.ReplyTo = replyTo;
            }
        }

        if ((message.Content.Addressing?.UnsubscribeUrl ?? author.Unsubscribe?.Find(message)) is { } url)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme != Uri.UriSchemeHttps || parsed.AbsoluteUri.Length > MaxUrl)
            {
                refusal = Content($"The link to unsubscribe is no absolute https URL of at most {MaxUrl} characters");
                return null;
            }

            read.UnsubscribeUrl = parsed.AbsoluteUri;
        }

        read.Envelope = MakeEnvelope(author.Sender, to, read.Cc, bcc);
        read.Envelope.NeedsUtf8 |= author.From.NeedsUtf8 || read.ReplyTo is { NeedsUtf8: true };
        refusal = read.Envelope.Recipients.Count > MaxRecipients ? Content($"The message has over {MaxRecipients} recipients: send it in parts, or to a list") : null;
        return refusal is null ? read : null;
    }

    private static IReadOnlyList<EmailAddress>? FindRecipients(string? destination, MailAuthor author, out DeliveryResult? refusal)
    {
        refusal = null;
        if (destination is null)
        {
            if (author.To is null)
                refusal = DeliveryResult.Rejected(RejectionKind.Configuration, "The message names no destination and the channel has no To. Set one of both.");
            return author.To;
        }

        if (EmailAddress.TryParseList(destination, MaxRecipients, out var list, out var error))
            return list;
        refusal = DeliveryResult.Rejected(RejectionKind.Recipient, "The destination " + AddressErrorText.Of(error));
        return null;
    }

    private static bool TryParseAll(IReadOnlyList<string> texts, out EmailAddress[] addresses, out EmailAddressError error)
    {
        addresses = new EmailAddress[texts.Count];
        error = EmailAddressError.None;
        for (var i = 0; i < addresses.Length; i++)
        {
            if (!EmailAddress.TryParse(texts[i], out addresses[i]!, out error))
                return false;
        }

        return true;
    }

    private static EmailEnvelope MakeEnvelope(EmailAddress sender, IReadOnlyList<EmailAddress> to, EmailAddress[] cc, EmailAddress[] bcc)
    {
        if (cc.Length + bcc.Length == 0)
            return new EmailEnvelope(sender, to, copies: 0);
        var all = to.Concat(cc).Concat(bcc).Distinct().ToArray();
        return new EmailEnvelope(sender, all, all.Length - to.Count);
    }

    private static DeliveryResult Content(string reason) => DeliveryResult.Rejected(RejectionKind.Content, reason);
}
