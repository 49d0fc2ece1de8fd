namespace Notifications.Publishing;

/// <summary>What travels beside a text: bounded in number and size, since it is stored with the message.</summary>
internal static class AttachmentRule
{
    public const int MaxAttachments = 32;
    public const int MaxBytes = 1 << 20;
    public const int MaxCopies = 100;

    private const int MaxName = 255;
    private const int MaxContentId = 128;

    public static NotificationError? Check(string where, IReadOnlyList<NotificationAttachment>? attachments, MessageAddressing? addressing)
    {
        if (attachments is null)
            return Invalid($"{where}Attachments is null: leave it out, or give an empty list.");
        if (attachments.Count > MaxAttachments)
            return Invalid($"{where}Attachments has {attachments.Count} entries, at most {MaxAttachments} are allowed: put them into an archive, or send links.");
        var bytes = 0L;
        foreach (var attachment in attachments)
        {
            if (CheckOne($"{where}Attachments[]", attachment) is { } error)
                return error;
            bytes += attachment.Content.Length;
        }

        if (bytes > MaxBytes)
            return new(NotificationErrorCode.TooLarge, $"{where}Attachments have {bytes} bytes, at most {MaxBytes} travel within a message: give a Reference, and register an IAttachmentSource that opens it.");
        return addressing is null ? null : CheckAddressing(where + "Addressing", addressing);
    }

    private static NotificationError? CheckOne(string where, NotificationAttachment? attachment)
    {
        if (attachment is null)
            return Invalid($"{where} has a null: leave it out.");
        if (string.IsNullOrEmpty(attachment.Name))
            return Invalid($"{where}.Name is missing: give the file a name such as \"report.pdf\".");
        if (attachment.ContentId is { } id && (id.Length is 0 or > MaxContentId || !id.AsSpan().ContainsOnlyIdCharacters()))
            return Invalid($"{where}.ContentId is no id: use 1 to {MaxContentId} letters, digits and .-_@+.");
        if (attachment.Reference is not null && attachment.Content.Length > 0)
            return Invalid($"{where} has both a Content and a Reference: give one of them.");
        return EventRule.CheckText($"{where}.Name", attachment.Name, MaxName)
            ?? (IsMediaType(attachment.ContentType) ? null : Invalid($"{where}.ContentType is no media type: write for example \"application/pdf\", without parameters."))
            ?? EventRule.CheckText($"{where}.Reference", attachment.Reference, EventRule.MaxText);
    }

    private static NotificationError? CheckAddressing(string where, MessageAddressing addressing)
    {
        if (addressing.Cc is null || addressing.Bcc is null)
            return Invalid($"{where}.Cc or Bcc is null: leave it out, or give an empty list.");
        if (addressing.Cc.Count + addressing.Bcc.Count > MaxCopies)
            return Invalid($"{where} has {addressing.Cc.Count + addressing.Bcc.Count} copies, at most {MaxCopies} are allowed: send to a group, or one message to each.");
        foreach (var address in addressing.Cc.Concat(addressing.Bcc))
        {
            if (string.IsNullOrEmpty(address))
                return Invalid($"{where}.Cc or Bcc has an empty address: leave it out.");
            if (EventRule.CheckText($"{where}.Cc or Bcc", address, EventRule.MaxText) is { } error)
                return error;
        }

        return EventRule.CheckText($"{where}.ReplyTo", addressing.ReplyTo, EventRule.MaxText)
            ?? EventRule.CheckText($"{where}.UnsubscribeUrl", addressing.UnsubscribeUrl, EventRule.MaxText);
    }

    // type "/" subtype, both tokens (RFC 2045, section 5.1).
    private static bool IsMediaType(string? text)
    {
        var slash = text is { Length: <= MaxName } ? text.IndexOf('/', StringComparison.Ordinal) : -1;
        return slash > 0 && slash < text!.Length - 1 && IsToken(text.AsSpan(0, slash)) && IsToken(text.AsSpan(slash + 1));
    }

    private static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or >= '\x7F' || "()<>@,;:\\\"/[]?=".Contains(c, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static bool ContainsOnlyIdCharacters(this ReadOnlySpan<char> id)
    {
        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !".-_@+".Contains(c, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static NotificationError Invalid(string message) => new(NotificationErrorCode.InvalidRequest, message);
}
