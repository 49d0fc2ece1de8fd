namespace Notifications.Storage;

/// <summary>Claimed idempotency keys, bounded. Its user holds its lock over a whole commit, so that claims are as atomic as the rest.</summary>
/// <param name="capacity">How many keys; at the bound the ones claimed first go.</param>
internal sealed class IdempotencyKeys(int capacity)
{
    private const int SweepPerClaim = 4;
    private readonly Dictionary<(string TenantId, string Key), IdempotencyClaim> _claims = [];
    private readonly Queue<IdempotencyClaim> _order = new();

    /// <summary>Guards the keys.</summary>
    public Lock Gate { get; } = new();

    /// <summary>How many claims are held, expired ones that no sweep has met among them.</summary>
    public int Count => _claims.Count;

    /// <summary>The claims, the one claimed first at the beginning. Its user holds the lock.</summary>
    public IEnumerable<IdempotencyClaim> Claims => _order.Where(claim => _claims.TryGetValue((claim.TenantId, claim.Key), out var present) && present == claim);

    /// <summary>Claims that went before they had expired, because there were too many.</summary>
    public long Evicted { get; private set; }

    /// <summary>What was read at start is not forgotten by this process: those went long ago.</summary>
    public void CountAnew() => Evicted = 0;

    /// <summary>Looks up a key.</summary>
    /// <param name="tenantId">The tenant, or empty.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">The instant: expired claims are not found.</param>
    /// <param name="claim">The claim.</param>
    /// <returns>True when the key is taken.</returns>
    public bool TryFind(string tenantId, string key, DateTimeOffset now, out IdempotencyClaim claim) =>
        _claims.TryGetValue((tenantId, key), out claim) && claim.ExpiresAt > now;

    /// <summary>Finds the first of several claims that cannot be had, be it for an earlier one of the same batch.</summary>
    /// <param name="claims">The claims of a batch.</param>
    /// <param name="now">The instant.</param>
    /// <param name="takenBy">The claim that has the key.</param>
    /// <returns>True when one is taken.</returns>
    public bool AnyTaken(ReadOnlySpan<IdempotencyClaim> claims, DateTimeOffset now, out IdempotencyClaim takenBy)
    {
        for (var i = 0; i < claims.Length; i++)
        {
            if (TryFind(claims[i].TenantId, claims[i].Key, now, out takenBy) || IsRepeated(claims, i, out takenBy))
                return true;
        }

        takenBy = default;
        return false;
    }

    /// <summary>Claims a key that is free.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="now">The instant.</param>
    public void Claim(in IdempotencyClaim claim, DateTimeOffset now)
    {
        if (capacity == 0)
        {
            Evicted++;
            return;
        }

        Sweep(now, SweepPerClaim);
        _claims.Remove((claim.TenantId, claim.Key));
        while (_claims.Count >= capacity)
            Forget(_order.Dequeue(), now);
        _claims[(claim.TenantId, claim.Key)] = claim;
        _order.Enqueue(claim);
    }

    /// <summary>Forgets expired claims from the oldest on.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="atMost">How many.</param>
    public void Sweep(DateTimeOffset now, int atMost = int.MaxValue)
    {
        while (atMost-- > 0 && _order.TryPeek(out var oldest) && oldest.ExpiresAt <= now)
            Forget(_order.Dequeue(), now);
    }

    private static bool IsRepeated(ReadOnlySpan<IdempotencyClaim> claims, int index, out IdempotencyClaim earlier)
    {
        for (var i = 0; i < index; i++)
        {
            earlier = claims[i];
            if (earlier.Key == claims[index].Key && earlier.TenantId == claims[index].TenantId)
                return true;
        }

        earlier = default;
        return false;
    }

    private void Forget(in IdempotencyClaim oldest, DateTimeOffset now)
    {
        // A key that expired and was claimed anew stands in the order twice; only its present claim counts.
        var key = (oldest.TenantId, oldest.Key);
        if (!_claims.TryGetValue(key, out var present) || present != oldest)
            return;
        _claims.Remove(key);
        if (oldest.ExpiresAt > now)
            Evicted++;
    }
}
