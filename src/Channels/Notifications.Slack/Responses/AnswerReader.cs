namespace Notifications.Slack.Responses;

/// <summary>Reads an answer up to a bound: one that goes on for ever is not waited for.</summary>
internal static class AnswerReader
{
    private const int MaxBytes = 256 * 1024;

    /// <summary>Reads; null when there is more than the bound.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaxBytes)
            return null;
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[content.Headers.ContentLength is { } length ? (int)length + 1 : 8 * 1024];
            var read = 0;
            while (true)
            {
                var count = await stream.ReadAsync(buffer.AsMemory(read), cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    return buffer.AsMemory(0, read);
                read += count;
                if (read > MaxBytes)
                    return null;
                if (read == buffer.Length)
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBytes + 1));
            }
        }
    }
}
