namespace Notifications.Publishing;

/// <summary>Which thing an event is about, within its tenant: its correlation key, the fingerprint of its labels, or subject and type.</summary>
internal readonly struct EventIdentity : IEquatable<EventIdentity>
{
    private readonly int _hash;

    private EventIdentity(IdentityKind kind, string tenant, string key, string type)
    {
        Kind = kind;
        Tenant = tenant;
        Key = key;
        Type = type;
        _hash = HashCode.Combine((int)kind, tenant.GetHashCode(StringComparison.Ordinal), key.GetHashCode(StringComparison.Ordinal), type.GetHashCode(StringComparison.Ordinal));
    }

    public IdentityKind Kind { get; }

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
        IdentityKind.Correlation or IdentityKind.Fingerprint => Key,
        IdentityKind.Subject => Key.Length == 0 ? Type : $"{Type}/{Key}",
        _ => null,
    };

    public static EventIdentity Of(NotificationEvent e)
    {
        var tenant = e.TenantId ?? string.Empty;
        if (e.CorrelationKey is { } correlation)
            return new EventIdentity(IdentityKind.Correlation, tenant, correlation, string.Empty);
        if (e.Status == NotificationStatus.None)
            return new EventIdentity(IdentityKind.Message, tenant, e.Subject ?? string.Empty, e.Type);
        return e.Labels.Count > 0
            ? new EventIdentity(IdentityKind.Fingerprint, tenant, LabelFingerprint.Of((LabelSet)e.Labels), string.Empty)
            : new EventIdentity(IdentityKind.Subject, tenant, e.Subject ?? string.Empty, e.Type);
    }

    public static EventIdentity Restore(IdentityKind kind, string tenant, string key, string type) => new(kind, tenant, key, type);

    public bool Equals(EventIdentity other) =>
        _hash == other._hash && Kind == other.Kind
        && string.Equals(Key, other.Key, StringComparison.Ordinal)
        && string.Equals(Type, other.Type, StringComparison.Ordinal)
        && string.Equals(Tenant, other.Tenant, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is EventIdentity other && Equals(other);

    public override int GetHashCode() => _hash;

    public override string ToString() => $"{(int)Kind}\u001f{Tenant}\u001f{Key}\u001f{Type}";
}
