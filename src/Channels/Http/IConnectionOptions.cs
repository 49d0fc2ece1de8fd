namespace Notifications.Http;

/// <summary>What the options of all channels over HTTP have in common. What is not read anew for each connection is read once at start.</summary>
internal interface IConnectionOptions
{
    /// <summary>Allows <c>http</c> to other machines. To this one it crosses no network.</summary>
    bool AllowHttp { get; }

    /// <summary>Allows addresses of this machine and the own network.</summary>
    bool AllowPrivateNetworks { get; }

    /// <summary>The ports that a URL may name; none allows all.</summary>
    IList<int> AllowedPorts => [];

    string? ProxyUrl { get; }

    TimeSpan ConnectTimeout { get; }

    TimeSpan ConnectionLifetime { get; }

    int MaxConnectionsPerServer => 32;
}
