namespace Notifications;

/// <summary>What a message stands for when it summarises several events.</summary>
public sealed record AggregateSummary
{
    /// <summary>How many events it stands for, exact.</summary>
    public required int Count { get; init; }

    /// <summary>When the first of them happened.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>When the last of them happened.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>Some of them, oldest first; at most as many as the rule keeps.</summary>
    public IReadOnlyList<NotificationEvent> Samples { get; init; } = [];
}
