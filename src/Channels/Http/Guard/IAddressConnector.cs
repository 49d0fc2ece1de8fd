using System.Net;

namespace Notifications.Http.Guard;

/// <summary>Opens a connection to an address that was checked. It never sees a name, so nothing can be resolved a second time.</summary>
internal interface IAddressConnector
{
    ValueTask<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken);
}
