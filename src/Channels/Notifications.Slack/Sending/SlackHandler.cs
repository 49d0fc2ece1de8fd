using System.Net;

namespace Notifications.Slack.Sending;

/// <summary>The HTTP handler of a channel: no redirects, no cookies, no proxy of the environment, bounded answers.</summary>
internal static class SlackHandler
{
    public static SocketsHttpHandler Create(SlackOptions options) => new()
    {
        // The channel writes the trace context itself, and an activity of the handler would carry the URL, which is a secret.
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ConnectTimeout,
        MaxConnectionsPerServer = 32,
        MaxResponseDrainSize = 64 * 1024,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = options.ConnectionLifetime,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        UseCookies = false,
        UseProxy = options.ProxyUrl is not null,
        Proxy = options.ProxyUrl is { } proxy ? new WebProxy(new Uri(proxy)) : null,
    };
}
