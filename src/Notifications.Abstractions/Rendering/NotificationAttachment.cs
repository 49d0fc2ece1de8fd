namespace Notifications;

/// <summary>A file that travels with a message. Either its bytes, when they are few, or a reference that <see cref="IAttachmentSource"/> opens when the message is sent.</summary>
public sealed record NotificationAttachment
{
    /// <summary>The file's name as the recipient sees it. At most 255 characters without control characters.</summary>
    public required string Name { get; init; }

    /// <summary>The media type (RFC 2045), such as <c>image/png</c>. Default: <c>application/octet-stream</c>.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Shows the file within the HTML, which refers to it as <c>cid:</c> and this id. Letters, digits and <c>.-_@+</c>, at most 128. Default: none, the file is attached.</summary>
    public string? ContentId { get; init; }

    /// <summary>The bytes; stored with the message. At most 1 MiB for all attachments of a message together: give larger ones by <see cref="Reference"/>. Default: empty.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What <see cref="IAttachmentSource"/> knows the file by. At most 1,024 characters. Default: none, the bytes are in <see cref="Content"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Compares the bytes too.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when all is equal.</returns>
    public bool Equals(NotificationAttachment? other) =>
        other is not null && Name == other.Name && ContentType == other.ContentType && ContentId == other.ContentId && Reference == other.Reference
        && Content.Span.SequenceEqual(other.Content.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ContentType, ContentId, Reference, Content.Length);
}
