namespace Notifications.Email.Mime;

/// <summary>Who a message goes to and where answers go: read from the message, once for each attempt.</summary>
internal sealed class MailAddressing
{
    private const int MaxRecipients = 100;

    private readonly List<RecipientFailure> _unreadable = [];

    private MailAddressing(AddressList to)
    {
        To = to.Addresses;
        Note("The destination", to);
    }

    public IReadOnlyList<EmailAddress> To { get; }

    public EmailAddress[] Cc { get; private set; } = [];

    public IReadOnlyList<EmailAddress> ReplyTo { get; private set; } = [];

    /// <summary>Where the recipient stops such mails, or null.</summary>
    public UnsubscribeLink? Unsubscribe { get; private set; }

    /// <summary>What the mail lacks of that, and why; null when nothing.</summary>
    public string? UnsubscribeProblem { get; private set; }

    /// <summary>A place whose addresses cannot all be read, and why; null when all can.</summary>
    public string? AddressProblem { get; private set; }

    public EmailEnvelope Envelope { get; private set; } = null!;

    /// <summary>What the attempt came to, with those who cannot get it since what stands for them is no address: said once, when the others have it.</summary>
    public DeliveryResult Conclude(DeliveryResult result, bool isFirst) =>
        isFirst && _unreadable.Count > 0 && result.Kind is DeliveryResultKind.Accepted or DeliveryResultKind.Delivered ? result.WithFailures([.. result.Failures, .. _unreadable]) : result;

    /// <summary>Reads; null with a refusal when nobody can get it. What is no address keeps nobody else from it.</summary>
    public static MailAddressing? Read(ChannelMessage message, MailAuthor author, out DeliveryResult? refusal)
    {
        if (FindRecipients(message.Destination, author, out refusal) is not { } to)
            return null;
        var read = new MailAddressing(to) { ReplyTo = author.ReplyTo };
        var bcc = Array.Empty<EmailAddress>();
        if (message.Content.Addressing is { } addressing)
        {
            if (read.ReadCopies("Cc", addressing.Cc, out refusal) is not { } cc || read.ReadCopies("Bcc", addressing.Bcc, out refusal) is not { } blind)
                return null;
            (read.Cc, bcc) = (cc, blind);
            if (addressing.ReplyTo is { } text)
                read.ReadReplyTo(text, author);
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

    private static AddressList? FindRecipients(string? destination, MailAuthor author, out DeliveryResult? refusal)
    {
        refusal = null;
        if (destination is null)
        {
            if (author.To is null)
                refusal = DeliveryResult.Rejected(RejectionKind.Configuration, "The message names no destination and the channel has no To. Set one of both.");
            return author.To is { } own ? AddressList.Of(own) : null;
        }

        // An empty group alone is taken: "undisclosed-recipients:;", for those who get blind copies.
        var list = AddressList.Read(destination, MaxRecipients, out var error);
        if (error == EmailAddressError.None)
            return list;
        refusal = DeliveryResult.Rejected(RejectionKind.Recipient, "The destination " + AddressErrorText.Of(error));
        return null;
    }

    private EmailAddress[]? ReadCopies(string place, IReadOnlyList<string> texts, out DeliveryResult? refusal)
    {
        refusal = null;
        List<EmailAddress> all = [];
        foreach (var text in texts)
        {
            var list = AddressList.Read(text, MaxRecipients, out var error);
            if (error == EmailAddressError.TooMany || text?.Length > EmailAddressParser.MaxListText)
            {
                refusal = Content($"{place} {AddressErrorText.Of(error)}");
                return null;
            }

            Note(place, list);
            all.AddRange(list.Addresses);
        }

        return [.. all.Distinct()];
    }

    private void ReadReplyTo(string text, MailAuthor author)
    {
        var list = AddressList.Read(text, MaxRecipients, out var error);
        if (error != EmailAddressError.None || list.Unreadable.Count > 0)
            AddressProblem ??= $"ReplyTo {(error == EmailAddressError.None ? "has an address that " + list.Unreadable[0].Reason[3..] : AddressErrorText.Of(error))}";
        ReplyTo = list.Addresses.Count > 0 ? list.Addresses : author.ReplyTo;
    }

    private void Note(string place, AddressList list)
    {
        _unreadable.AddRange(list.Unreadable);
        if (list.Unreadable.Count > 0)
            AddressProblem ??= $"{place} has an address that {list.Unreadable[0].Reason[3..]}";
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
