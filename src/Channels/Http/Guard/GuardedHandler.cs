using System.Net;

namespace Notifications.Http.Guard;

/// <summary>The HTTP handler of a channel: guarded connections, no redirects, no cookies, no proxy of the environment, bounded answers.</summary>
internal static class GuardedHandler
{
    /// <param name="read">Reads the options; again for each connection.</param>
    /// <param name="connector">Makes the connections.</param>
    public static SocketsHttpHandler Create(Func<IConnectionOptions> read, GuardedConnector connector)
    {
        var options = read();
        var handler = new SocketsHttpHandler
        {
            // The channel writes the trace context itself, and an activity of the handler would carry the URL.
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.MaxConnectionsPerServer,
            MaxResponseDrainSize = 64 * 1024,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = options.ConnectionLifetime,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            UseCookies = false,
            UseProxy = false,
        };
        if (options.ProxyUrl is { } proxy)
        {
            handler.UseProxy = true;
            handler.Proxy = new WebProxy(new Uri(proxy));

            // Every connection leads to the operator's own proxy, wherever that stands.
            handler.ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, cancellationToken);
        }
        else
        {
            // Read anew for each connection: a guard that was tightened holds at once.
            handler.ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, read().AllowPrivateNetworks, cancellationToken);
        }

        return handler;
    }
}
