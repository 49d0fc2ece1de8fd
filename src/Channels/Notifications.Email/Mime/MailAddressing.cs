namespace Notifications.Email.Mime;

/// <summary>Who a message goes to and where answers go: read from the message, once for each attempt.</summary>
internal sealed class MailAddressing
{
    private const int MaxRecipients = 100;

    private MailAddressing(IReadOnlyList<EmailAddress> to) => To = to;

    public IReadOnlyList<EmailAddress> To { get; }

    public EmailAddress[] Cc { get; private set; } = [];

    public IReadOnlyList<EmailAddress> ReplyTo { get; private set; } = [];

    /// <summary>Where the recipient stops such mails, or null.</summary>
    public UnsubscribeLink? Unsubscribe { get; private set; }

    /// <summary>What the mail lacks of that, and why; null when nothing.</summary>
    public string? UnsubscribeProblem { get; private set; }

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
                if (!EmailAddress.TryParseList(text, MaxRecipients, out var replyTo, out error))
                {
                    refusal = Content("ReplyTo " + AddressErrorText.Of(error));
                    return null;
                }

                read.ReplyTo = replyTo;
            }
        }

        read.Unsubscribe = UnsubscribeRule.Find(author.Unsubscribe, message, out var problem);
        read.UnsubscribeProblem = problem;
        read.Envelope = MakeEnvelope(author, read, bcc);
        refusal = read.Envelope.Recipients.Count switch
        {
            0 => DeliveryResult.Rejected(RejectionKind.Recipient, "The destination is an empty group, and nobody gets a copy: name an address in one of them"),
            > MaxRecipients => Content($"The message has over {MaxRecipients} recipients: send it in parts, or to a list"),
            _ => null,
        };
        if (refusal is null && message.OnlyFor is { } left)
        {
            read.Envelope = OnlyForRule.Apply(read.Envelope, left);
            if (read.Envelope.Recipients.Count == 0)
                refusal = DeliveryResult.Rejected(RejectionKind.Recipient, "Those who have not got the mail yet are no recipients of it any more: To has changed since the first attempt");
        }

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

        // An empty group alone is taken: "undisclosed-recipients:;", for those who get blind copies.
        var error = EmailAddressParser.ParseList(destination, MaxRecipients, out var list);
        if (error == EmailAddressError.None)
            return list;
        refusal = DeliveryResult.Rejected(RejectionKind.Recipient, "The destination " + AddressErrorText.Of(error));
        return null;
    }

    private static bool TryParseAll(IReadOnlyList<string> texts, out EmailAddress[] addresses, out EmailAddressError error)
    {
        List<EmailAddress> all = [];
        error = EmailAddressError.None;
        addresses = [];
        foreach (var text in texts)
        {
            if (!EmailAddress.TryParseList(text, MaxRecipients, out var some, out error))
                return false;
            all.AddRange(some);
        }

        addresses = [.. all.Distinct()];
        return true;
    }

    private static EmailEnvelope MakeEnvelope(MailAuthor author, MailAddressing read, EmailAddress[] bcc)
    {
        var (to, cc) = (read.To, read.Cc);
        var all = cc.Length + bcc.Length == 0 ? to : [.. to.Concat(cc).Concat(bcc).Distinct()];
        var copies = to.Count == 0 ? 0 : all.Count - to.Count;
        return new EmailEnvelope(author.Sender, all, copies, FindUtf8Cause(author, read.ReplyTo, all, all.Count - copies));
    }

    private static RejectionKind? FindUtf8Cause(MailAuthor author, IReadOnlyList<EmailAddress> replyTo, IReadOnlyList<EmailAddress> recipients, int own)
    {
        if (author.From.NeedsUtf8 || author.Sender.NeedsUtf8)
            return RejectionKind.Configuration;
        for (var i = 0; i < replyTo.Count; i++)
        {
            if (replyTo[i].NeedsUtf8)
                return ReferenceEquals(replyTo, author.ReplyTo) ? RejectionKind.Configuration : RejectionKind.Content;
        }

        for (var i = 0; i < own; i++)
        {
            if (!recipients[i].NeedsUtf8)
                return null;
        }

        return own > 0 ? RejectionKind.Recipient : null;
    }

    private static DeliveryResult Content(string reason) => DeliveryResult.Rejected(RejectionKind.Content, reason);
}
