using System.Globalization;

namespace Notifications.Email.Mime;

/// <summary>Makes a mail of a message (RFC 5322, RFC 2045 to 2049). The same message gives the same bytes, whenever and however often it is composed.</summary>
internal sealed class MailComposer(MailAuthor author)
{
    /// <summary>Composes; the caller closes the mail.</summary>
    /// <exception cref="AttachmentException">An attachment cannot be had, or all is too large.</exception>
    public async ValueTask<EmailMessage> ComposeAsync(ChannelMessage message, MailAddressing addressing, CancellationToken cancellationToken)
    {
        var feeds = message.Content.Attachments.Count == 0 ? [] : new AttachmentFeed[message.Content.Attachments.Count];
        for (var i = 0; i < feeds.Length; i++)
            feeds[i] = new AttachmentFeed(message.Content.Attachments[i], author.Attachments);
        var written = new MimeBuffer();
        EmailMessage? mail = null;
        try
        {
            foreach (var feed in feeds)
                await feed.OpenAsync(cancellationToken).ConfigureAwait(false);
            var identity = new MessageIdentity(message, author.From.Domain);
            WriteHead(written, message, addressing, identity);
            var places = new MailBody(written, identity, feeds).Write(LinkRule.Apply(message.Content));
            mail = new EmailMessage(addressing.Envelope, identity.MessageId, written, places, author.MaxMessageBytes);
            if (mail.Size > author.MaxMessageBytes)
                throw new AttachmentException($"The message has {mail.Size} bytes, MaxMessageBytes allows {author.MaxMessageBytes}", isFinal: true);
            if (author.Signer is { } signer)
                await mail.SignAsync(signer, identity.Date, cancellationToken).ConfigureAwait(false);
            return mail;
        }
        catch
        {
            written.Dispose();
            foreach (var feed in feeds)
                await feed.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void WriteHead(MimeBuffer written, ChannelMessage message, MailAddressing addressing, MessageIdentity identity)
    {
        var header = new HeaderWriter(written);
        var isAscii = addressing.Envelope.Utf8Cause is null;
        header.Addresses("From"u8, [author.From], isAscii);
        if (addressing.To.Count > 0)
            header.Addresses("To"u8, addressing.To, isAscii);
        else
            header.Fixed("To"u8, "undisclosed-recipients:;"u8);
        if (addressing.Cc.Length > 0)
            header.Addresses("Cc"u8, addressing.Cc, isAscii);
        if (addressing.ReplyTo.Count > 0)
            header.Addresses("Reply-To"u8, addressing.ReplyTo, isAscii);
        header.Text("Subject"u8, message.Content.Subject);
        WriteTokens(ref header, "Date"u8, identity.Date.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        WriteTokens(ref header, "Message-ID"u8, identity.MessageId);
        WriteThread(ref header, message, identity);
        if (addressing.Unsubscribe is { } unsubscribe)
        {
            WriteTokens(ref header, "List-Unsubscribe"u8, $"<{unsubscribe.Url}>");
            if (unsubscribe.IsOneClick)
                header.Fixed("List-Unsubscribe-Post"u8, "List-Unsubscribe=One-Click"u8);
        }

        // Answers by machines, such as "out of office", stay away (RFC 3834).
        header.Fixed("Auto-Submitted"u8, "auto-generated"u8);
        if (message.Priority >= Priority.High)
            header.Fixed("Importance"u8, "high"u8);
        header.Fixed("MIME-Version"u8, "1.0"u8);
    }

    private static void WriteThread(ref HeaderWriter header, ChannelMessage message, MessageIdentity identity)
    {
        if (identity.ThreadId is not { } thread)
            return;
        var previous = MessageIdRule.IsValid(message.PreviousProviderMessageId) && message.PreviousProviderMessageId != identity.MessageId
            ? message.PreviousProviderMessageId!
            : null;
        WriteTokens(ref header, "In-Reply-To"u8, previous ?? thread);
        header.Begin("References"u8);
        header.Token(thread);
        if (previous is not null)
            header.Token(previous);
        header.End();
    }

    private static void WriteTokens(ref HeaderWriter header, ReadOnlySpan<byte> name, string value)
    {
        header.Begin(name);
        header.Token(value);
        header.End();
    }
}
