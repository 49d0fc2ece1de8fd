namespace Notifications.Email.Mime;

/// <summary>Writes the parts: text and HTML as alternatives, images that the HTML shows beside it, files around all (RFC 2046, RFC 2387).</summary>
internal ref struct MailBody(MimeBuffer output, MessageIdentity identity, AttachmentFeed[] feeds)
{
    private readonly MimeBuffer _output = output;
    private readonly List<AttachmentPlace>? _places = feeds.Length > 0 ? [] : null;
    private int _boundaries;

    /// <summary>Writes all, from the headers that describe the first part on.</summary>
    /// <returns>Where the attachments go.</returns>
    public IReadOnlyList<AttachmentPlace> Write(NotificationContent content)
    {
        var attached = 0;
        foreach (var feed in feeds)
            attached += IsShownInline(feed, content) ? 0 : 1;
        if (attached == 0)
        {
            WriteAlternatives(content);
        }
        else
        {
            var boundary = Open("multipart/mixed"u8, default);
            Next(boundary);
            WriteAlternatives(content);
            foreach (var feed in feeds)
            {
                if (!IsShownInline(feed, content))
                    WriteFile(boundary, feed, isInline: false);
            }

            Close(boundary);
        }

        _output.Append("\r\n"u8);
        return _places is null ? [] : _places;
    }

    // Readers do not list what is inline: what the HTML does not show stands behind the text, where it is found.
    private static bool IsShownInline(AttachmentFeed feed, NotificationContent content) => feed.Attachment.ContentId is { } id && content.Html is { } html
        && (ShownRule.IsShown(html, $"cid:{id}", StringComparison.OrdinalIgnoreCase) || ShownRule.IsShown(html, $"cid:{Uri.EscapeDataString(id)}", StringComparison.OrdinalIgnoreCase));

    private void WriteAlternatives(NotificationContent content)
    {
        if (content.Html is not { } html)
        {
            TextPart.Write(_output, "text/plain"u8, content.Text);
            return;
        }

        var boundary = Open("multipart/alternative"u8, default);
        Next(boundary);
        TextPart.Write(_output, "text/plain"u8, content.Text);
        Next(boundary);
        WriteHtml(content, html);
        Close(boundary);
    }

    private void WriteHtml(NotificationContent content, string html)
    {
        if (!Array.Exists(feeds, feed => IsShownInline(feed, content)))
        {
            TextPart.Write(_output, "text/html"u8, html);
            return;
        }

        var boundary = Open("multipart/related"u8, "; type=\"text/html\""u8);
        Next(boundary);
        TextPart.Write(_output, "text/html"u8, html);
        foreach (var feed in feeds)
        {
            if (IsShownInline(feed, content))
                WriteFile(boundary, feed, isInline: true);
        }

        Close(boundary);
    }

    private readonly void WriteFile(string boundary, AttachmentFeed feed, bool isInline)
    {
        Next(boundary);
        _output.Append("Content-Type: "u8);
        _output.Append(MediaTypeRule.Select(feed.Attachment.ContentType));
        _output.Append("\r\nContent-Transfer-Encoding: base64\r\n"u8);
        if (isInline && MessageIdRule.IsContentId(feed.Attachment.ContentId!))
            _output.Append($"Content-ID: <{feed.Attachment.ContentId}>\r\n");
        _output.Append(isInline ? "Content-Disposition: inline"u8 : "Content-Disposition: attachment"u8);
        FileNameParameter.Write(_output, feed.Attachment.Name);
        _output.Append("\r\n\r\n"u8);
        _places!.Add(new AttachmentPlace(_output.Length, feed));
    }

    private string Open(ReadOnlySpan<byte> mediaType, ReadOnlySpan<byte> parameters)
    {
        var boundary = identity.Boundary(_boundaries++);
        _output.Append("Content-Type: "u8);
        _output.Append(mediaType);
        _output.Append(parameters);
        _output.Append(";\r\n boundary=\""u8);
        _output.Append(boundary);
        _output.Append("\"\r\n"u8);
        return boundary;
    }

    private readonly void Next(string boundary)
    {
        _output.Append("\r\n--"u8);
        _output.Append(boundary);
        _output.Append("\r\n"u8);
    }

    private readonly void Close(string boundary)
    {
        _output.Append("\r\n--"u8);
        _output.Append(boundary);
        _output.Append("--"u8);
    }
}
