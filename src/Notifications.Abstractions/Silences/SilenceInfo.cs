namespace Notifications;

/// <summary>A silence as it is known at the moment.</summary>
public sealed record SilenceInfo
{
    /// <summary>Its id: a UUIDv7; of a fixed one <c>config:</c> and its name.</summary>
    public required string Id { get; init; }

    /// <summary>What it says, with its actual start and end. A copy.</summary>
    public required Silence Silence { get; init; }

    /// <summary>Where it stands in its time.</summary>
    public required SilenceState State { get; init; }

    /// <summary>It holds back what it takes at this moment: active and, when it recurs, within an occurrence.</summary>
    public required bool IsInForce { get; init; }

    /// <summary>It stands in code or configuration: it is changed there.</summary>
    public bool IsFixed { get; init; }

    /// <summary>When it was created; the start of the process for a fixed one.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How many alerts it holds: they fire, and are told when it ends.</summary>
    public int Holding { get; init; }
}
