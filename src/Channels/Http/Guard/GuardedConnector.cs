using System.Net;
using System.Net.Sockets;

namespace Notifications.Http.Guard;

/// <summary>Resolves once, checks every address, and connects to a checked one: a name that changes its answer afterwards changes nothing.</summary>
internal sealed class GuardedConnector(IHostResolver resolver, IAddressConnector connector)
{
    private const int MaxAddresses = 8;

    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowPrivate, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false);

        // One bad address among good ones is reason enough: an honest name has none.
        foreach (var address in addresses)
        {
            if (!AddressRule.Allows(address, allowPrivate))
                throw new DestinationRefusedException(UrlRule.Refusal(target.Host, AddressRule.Classify(address)));
        }

        return await ConnectAsync(addresses, target.Port, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects without a check, for an address that the operator gave.</summary>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false);
        return await ConnectAsync(addresses, target.Port, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    private async ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var last = Math.Min(addresses.Length, MaxAddresses) - 1;
        for (var i = 0; ; i++)
        {
            try
            {
                return await connector.ConnectAsync(new IPEndPoint(addresses[i], port), cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException) when (i < last && !cancellationToken.IsCancellationRequested)
            {
                // The next address may answer.
            }
        }
    }
}
