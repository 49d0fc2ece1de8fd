using System.Net;

namespace Notifications.Http.Guard;

/// <summary>Finds the addresses of a name.</summary>
internal interface IHostResolver
{
    ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
