using System.Net;

namespace Notifications.Http.Guard;

/// <summary>The operating system's resolver.</summary>
internal sealed class DnsHostResolver : IHostResolver
{
    public async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
}
