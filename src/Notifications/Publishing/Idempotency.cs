using System.Security.Cryptography;
using System.Text;
using Notifications.Storage;

namespace Notifications.Publishing;

/// <summary>Tells a repetition from a conflict: a hash over all that the publisher said.</summary>
internal static class Idempotency
{
    // An exercise is no repetition of what is real. No key of a publisher has this character.
    private const string DrillKey = "drill\u001f";

    public static IdempotencyClaim ClaimFor(NotificationEvent e, DateTimeOffset expiresAt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (ReadOnlySpan<string?>)[e.Type, e.Source, e.Subject, e.Time?.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), e.CorrelationKey])
            Append(hash, part);
        Append(hash, $"{(int)e.Severity},{(int)e.Status}");
        foreach (var label in ((LabelSet)e.Labels).Pairs)
        {
            Append(hash, label.Key);
            Append(hash, label.Value);
        }

        if (e.Data is { } data)
            hash.AppendData(data.Utf8Json.Span);
        return new IdempotencyClaim(e.TenantId ?? string.Empty, KeyOf(e.IdempotencyKey!, e.Drill), Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16)), string.Empty, expiresAt);
    }

    public static IdempotencyClaim ClaimFor(NotificationRequest request, DateTimeOffset expiresAt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // The counts keep the lists apart from each other.
        Append(hash, $"{request.Recipients.Count},{request.Channels.Count},{request.Metadata.Count},{request.ContentByChannel?.Count ?? 0}");
        foreach (var recipient in request.Recipients)
            Append(hash, $"{(int)recipient.Kind}:{recipient.Value}");
        foreach (var channel in request.Channels)
            Append(hash, channel);
        foreach (var part in (ReadOnlySpan<string?>)[request.Subject, request.Body, request.Category, request.CorrelationKey, request.BatchId, request.Template])
            Append(hash, part);
        Append(hash, request.SendAt?.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Append(hash, $"{(int)request.Priority},{(int)request.Severity}");
        foreach (var label in LabelSet.From(request.Metadata).Pairs)
        {
            Append(hash, label.Key);
            Append(hash, label.Value);
        }

        // Nothing at all without one, as below.
        if (request.Locale is not null)
            Append(hash, "locale " + request.Locale);
        Append(hash, request.Attachments, request.Addressing);
        Append(hash, request.Actions);
        if (request.ContentByChannel is { Count: > 0 } contents)
            Append(hash, contents);

        if (request.Data is { } data)
            hash.AppendData(data.Utf8Json.Span);
        return new IdempotencyClaim(
            request.TenantId ?? string.Empty, KeyOf(request.IdempotencyKey!, request.Drill), Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16)), string.Empty, expiresAt);
    }

    public static NotificationError Conflict(in IdempotencyClaim claim, in IdempotencyClaim earlier) => new(
        NotificationErrorCode.IdempotencyConflict,
        $"The idempotency key '{claim.Key.AsSpan(claim.Key.StartsWith(DrillKey, StringComparison.Ordinal) ? DrillKey.Length : 0)}' was used for other content, accepted as {earlier.IdText}: use a new key for a new event. It is free again at {earlier.ExpiresAt:u}.");

    private static string KeyOf(string key, bool isDrill) => isDrill ? DrillKey + key : key;

    // In an order of its own: a dictionary has none.
    private static void Append(IncrementalHash hash, IReadOnlyDictionary<string, NotificationContent> contents)
    {
        foreach (var (channel, content) in contents.OrderBy(static c => c.Key, StringComparer.Ordinal))
        {
            Append(hash, channel);
            Append(hash, content.Subject);
            Append(hash, content.Text);
            Append(hash, content.Html);
            Append(hash, content.Markdown);
            Append(hash, content.Blocks?.ToString());
            Append(hash, content.Attachments, content.Addressing);
            Append(hash, content.Actions);
        }
    }

    // Nothing at all for a content without them, as it was before there were any: a key outlives an upgrade.
    private static void Append(IncrementalHash hash, IReadOnlyList<NotificationAttachment> attachments, MessageAddressing? addressing)
    {
        foreach (var attachment in attachments)
        {
            foreach (var part in (ReadOnlySpan<string?>)["attachment", attachment.Name, attachment.ContentType, attachment.ContentId, attachment.Reference])
                Append(hash, part);
            hash.AppendData(SHA256.HashData(attachment.Content.Span));
        }

        if (addressing is null)
            return;
        Append(hash, $"addressing {addressing.Cc.Count},{addressing.Bcc.Count}");
        foreach (var address in addressing.Cc.Concat(addressing.Bcc))
            Append(hash, address);
        Append(hash, addressing.ReplyTo);
        Append(hash, addressing.UnsubscribeUrl);
    }

    private static void Append(IncrementalHash hash, IReadOnlyList<NotificationAction> actions)
    {
        foreach (var action in actions)
        {
            Append(hash, $"action {(int)action.Style}");
            foreach (var part in (ReadOnlySpan<string?>)[action.Label, action.Url, action.Name, action.Value])
                Append(hash, part);
        }
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        // A length before each part, so that no two lists of parts give the same bytes.
        Span<byte> length = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        hash.AppendData(length);
        if (text is not null)
            hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
