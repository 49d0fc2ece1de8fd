namespace Notifications.Http;

/// <summary>Reads an answer up to a bound: one that goes on for ever is not waited for.</summary>
internal static class AnswerReader
{
    /// <summary>Reads.</summary>
    /// <param name="content">The answer's content.</param>
    /// <param name="maxBytes">The bound.</param>
    /// <param name="cancellationToken">The attempt's.</param>
    /// <returns>The bytes; null when there is more than the bound.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
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
                if (read > maxBytes)
                    return null;
                if (read == buffer.Length)
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxBytes + 1));
            }
        }
    }
}
