namespace Notifications.Operations;

/// <summary>How a channel is tested.</summary>
public sealed record ChannelTestOptions
{
    /// <summary>The address that gets the test.</summary>
    /// <value>Default: null, the channel's own destination.</value>
    public string? Destination { get; init; }

    /// <summary>The only provider to test, of a channel that has several.</summary>
    /// <value>Default: null, each of them.</value>
    public string? Provider { get; init; }

    /// <summary>Sends a message also where the channel could be checked without one.</summary>
    /// <value>Default: false.</value>
    public bool SendMessage { get; init; }

    /// <summary>How long each provider may take.</summary>
    /// <value>1 ms to 10 min. Default: null, the channel's <c>Timeout</c>.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Who asks, for the audit.</summary>
    /// <value>Default: null, the system.</value>
    public OperationActor? Actor { get; init; }
}
