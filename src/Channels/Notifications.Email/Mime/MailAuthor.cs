using Notifications.Email.Dkim;

namespace Notifications.Email.Mime;

/// <summary>What the options of a channel say about its mails, compiled once. Replaced as a whole when they change.</summary>
internal sealed class MailAuthor
{
    private const int MaxRecipients = 100;

    public MailAuthor(EmailOptions options, IAttachmentSource? attachments, IUnsubscribeLinks? unsubscribe)
    {
        From = Parse(options.From);
        Sender = options.ReturnPath is { } returnPath ? Parse(returnPath) : From;
        ReplyTo = options.ReplyTo is { } replyTo ? ParseAll(replyTo) : [];
        To = options.To is { } to ? ParseAll(to) : null;
        Signer = options.Dkim is { } dkim ? new DkimSigner(dkim) : null;
        MaxMessageBytes = options.MaxMessageBytes;
        (Attachments, Unsubscribe) = (attachments, unsubscribe);
    }

    public EmailAddress From { get; }

    public EmailAddress Sender { get; }

    /// <summary>Where answers go unless the message says; none for the sender.</summary>
    public IReadOnlyList<EmailAddress> ReplyTo { get; }

    /// <summary>The channel's own recipients; null when every message has to bring its own.</summary>
    public IReadOnlyList<EmailAddress>? To { get; }

    public DkimSigner? Signer { get; }

    public long MaxMessageBytes { get; }

    public IAttachmentSource? Attachments { get; }

    public IUnsubscribeLinks? Unsubscribe { get; }

    private static IReadOnlyList<EmailAddress> ParseAll(string text) =>
        EmailAddress.TryParseList(text, MaxRecipients, out var list, out var error) ? list : throw new FormatException("Addresses of the options " + AddressErrorText.Of(error));

    private static EmailAddress Parse(string text) =>
        EmailAddress.TryParse(text, out var address, out var error) ? address : throw new FormatException("An address of the options " + AddressErrorText.Of(error));
}
