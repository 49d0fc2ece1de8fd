namespace Notifications.Storage;

/// <summary>What became of a commit.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="TakenBy">The earlier claim when a key was taken.</param>
/// <param name="Reason">What an operator has to know when it failed.</param>
public readonly record struct CommitResult(CommitKind Kind, IdempotencyClaim TakenBy = default, string? Reason = null)
{
    // Results are copied into whatever waits for them, and nearly none has a claim.
    private readonly object? _takenBy = TakenBy == default ? null : TakenBy;

    /// <summary>The earlier claim when a key was taken.</summary>
    public IdempotencyClaim TakenBy => _takenBy is IdempotencyClaim claim ? claim : default;

    /// <summary>All of it is stored.</summary>
    public bool IsCommitted => Kind == CommitKind.Committed;
}
