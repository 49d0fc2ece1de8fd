using System.Buffers.Text;
using System.Text;
using Notifications.Http;

namespace Notifications.Webhooks;

/// <summary>The body of one attempt behind the bytes that are signed with it: <c>id.timestamp.body</c> lies in one piece.</summary>
internal sealed class WebhookContent() : PooledContent(InitialSize)
{
    private const int InitialSize = 2048;

    /// <summary>What is signed.</summary>
    public ReadOnlySpan<byte> SignedContent => Written;

    /// <summary>Writes what stands before the body in the signed content.</summary>
    public void WritePrefix(string id, long timestamp)
    {
        Encoding.UTF8.GetBytes(id, this);
        var span = GetSpan(22);
        span[0] = (byte)'.';
        Utf8Formatter.TryFormat(timestamp, span[1..], out var written);
        span[written + 1] = (byte)'.';
        Advance(written + 2);
        BodyStart = Length;
    }
}
