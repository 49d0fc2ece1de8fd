namespace Notifications.Publishing;

/// <summary>Which thing an event is about, within its tenant: its correlation key, the fingerprint of its labels, or subject and type.</summary>
internal readonly struct EventIdentity : IEquatable<EventIdentity>
{
    private readonly int _hash;

    private EventIdentity(IdentityKind kind, bool isDrill, string tenant, string key, string type)
    {
        Kind = kind;
        IsDrill = isDrill;
        Tenant = tenant;
        Key = key;
        Type = type;
        _hash = HashCode.Combine((int)kind | (isDrill ? IdentityFormat.DrillBit : 0), tenant.GetHashCode(StringComparison.Ordinal), key.GetHashCode(StringComparison.Ordinal), type.GetHashCode(StringComparison.Ordinal));
    }

    public IdentityKind Kind { get; }

    /// <summary>An exercise about a thing is never the thing: it neither resolves nor suppresses it.</summary>
    public bool IsDrill { get; }

    public string Tenant { get; }

    /// <summary>The correlation key, the fingerprint or the subject.</summary>
    public string Key { get; }

    /// <summary>The event's type, where that belongs to the identity; else empty.</summary>
    public string Type { get; }

    /// <summary>Messages about it keep their order, and what was told about it is remembered.</summary>
    public bool IsTracked => Kind != IdentityKind.Message;

    /// <summary>What channels get as correlation key.</summary>
    public string? CorrelationText => Kind switch
    {
        IdentityKind.Correlation or IdentityKind.Fingerprint => CorrelationOf(Key, IsDrill),
        IdentityKind.Subject => CorrelationOf(Key.Length == 0 ? Type : $"{Type}/{Key}", IsDrill),
        _ => null,
    };

    /// <summary>The correlation key that a provider gets: an exercise must not close, edit or answer what is real there.</summary>
    public static string? CorrelationOf(string? key, bool isDrill) => isDrill && key is not null ? "drill:" + key : key;

    public static EventIdentity Of(NotificationEvent e)
    {
        var tenant = e.TenantId ?? string.Empty;
        if (e.CorrelationKey is { } correlation)
            return new EventIdentity(IdentityKind.Correlation, e.Drill, tenant, correlation, string.Empty);
        if (e.Status == NotificationStatus.None)
            return new EventIdentity(IdentityKind.Message, e.Drill, tenant, e.Subject ?? string.Empty, e.Type);
        return e.Labels.Count > 0
            ? new EventIdentity(IdentityKind.Fingerprint, e.Drill, tenant, LabelFingerprint.Of((LabelSet)e.Labels), string.Empty)
            : new EventIdentity(IdentityKind.Subject, e.Drill, tenant, e.Subject ?? string.Empty, e.Type);
    }

    public static EventIdentity Restore(IdentityKind kind, bool isDrill, string tenant, string key, string type) => new(kind, isDrill, tenant, key, type);

    public bool Equals(EventIdentity other) =>
        _hash == other._hash && Kind == other.Kind && IsDrill == other.IsDrill
        && string.Equals(Key, other.Key, StringComparison.Ordinal)
        && string.Equals(Type, other.Type, StringComparison.Ordinal)
        && string.Equals(Tenant, other.Tenant, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is EventIdentity other && Equals(other);

    public override int GetHashCode() => _hash;

    public override string ToString() => $"{(int)Kind | (IsDrill ? IdentityFormat.DrillBit : 0)}\u001f{Tenant}\u001f{Key}\u001f{Type}";
}
