using System.Net;
using System.Net.Http.Headers;

namespace Notifications.Slack.Sending;

/// <summary>The JSON of one request, which knows whether it was on its way.</summary>
internal sealed class SlackContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _json;

    public SlackContent(ReadOnlyMemory<byte> json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    /// <summary>From now on Slack may have it.</summary>
    public bool HasLeft { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return stream.WriteAsync(_json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
