using System.Security.Cryptography;
using System.Text;
using Notifications.Storage;

namespace Notifications.Publishing;

/// <summary>Tells a repetition from a conflict: a hash over all that the publisher said.</summary>
internal static class Idempotency
{
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
        return new IdempotencyClaim(e.TenantId ?? string.Empty, e.IdempotencyKey!, Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16)), string.Empty, expiresAt);
    }

    public static IdempotencyClaim ClaimFor(NotificationRequest request, DateTimeOffset expiresAt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var recipient in request.Recipients)
            Append(hash, $"{(int)recipient.Kind}:{recipient.Value}");
        foreach (var channel in request.Channels)
            Append(hash, channel);
        Append(hash, request.Subject);
        Append(hash, request.Body);
        Append(hash, request.SendAt?.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (channel, content) in request.ContentByChannel ?? new Dictionary<string, NotificationContent>())
        {
            Append(hash, channel);
            Append(hash, content.ToString());
        }

        if (request.Data is { } data)
            hash.AppendData(data.Utf8Json.Span);
        return new IdempotencyClaim(
            request.TenantId ?? string.Empty, request.IdempotencyKey!, Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16)), string.Empty, expiresAt);
    }

    public static NotificationError Conflict(in IdempotencyClaim claim, in IdempotencyClaim earlier) => new(
        NotificationErrorCode.IdempotencyConflict,
        $"The idempotency key '{claim.Key}' was used for other content, accepted as {earlier.IdText}: use a new key for a new event. It is free again at {earlier.ExpiresAt:u}.");

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
