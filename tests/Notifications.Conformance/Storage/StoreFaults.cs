namespace Notifications.Conformance.Storage;

/// <summary>What goes wrong with the commits of a <see cref="RoundTripStore"/>.</summary>
public sealed class StoreFaults
{
    private readonly Dictionary<long, CommitKind> _failures = [];
    private readonly Lock _gate = new();
    private long _last;

    /// <summary>Commits complete later, on another thread. Default: at once.</summary>
    public bool CompleteAsynchronously { get; set; }

    /// <summary>Decides for each commit by its number, from 1, whether it fails and how; null lets it pass. Default: null.</summary>
    public Func<long, CommitKind?>? Rule { get; set; }

    /// <summary>Decides for each commit by what it changes, whether it fails and how; null lets it pass. Default: null.</summary>
    public Func<ChangeBatch, CommitKind?>? Refuse { get; set; }

    /// <summary>Lets one commit fail.</summary>
    /// <param name="commit">Its number from now on: 1 is the next.</param>
    /// <param name="kind">How.</param>
    public void Fail(long commit, CommitKind kind)
    {
        lock (_gate)
            _failures[_last + commit] = kind;
    }

    /// <summary>Says how a commit ends.</summary>
    /// <param name="commit">Its number.</param>
    /// <param name="batch">What it changes.</param>
    /// <returns>Committed when nothing goes wrong.</returns>
    internal CommitKind Decide(long commit, ChangeBatch batch)
    {
        lock (_gate)
        {
            _last = commit;
            if (_failures.Remove(commit, out var kind))
                return kind;
        }

        return Refuse?.Invoke(batch) ?? Rule?.Invoke(commit) ?? CommitKind.Committed;
    }
}
