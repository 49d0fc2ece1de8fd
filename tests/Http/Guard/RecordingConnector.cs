using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Notifications.Http.Guard;

namespace Notifications.Tests.Http;

/// <summary>Notes where a connection would have gone and refuses it: no packet leaves.</summary>
internal sealed class RecordingConnector(int? loopbackPort = null) : IAddressConnector
{
    public ConcurrentQueue<string> Targets { get; } = [];

    public async ValueTask<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Targets.Enqueue(endPoint.ToString());
        if (loopbackPort is not { } port)
            throw new SocketException((int)SocketError.ConnectionRefused);
        return await new SocketConnector().ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
    }
}
