namespace Notifications;

/// <summary>Which silences to list. All that is stated must hold.</summary>
public sealed record SilenceQuery
{
    /// <summary>Only those in this state.</summary>
    /// <value>Default: null, all.</value>
    public SilenceState? State { get; init; }

    /// <summary>Only those of this tenant; empty for those of all tenants.</summary>
    /// <value>Default: null, whatever their tenant.</value>
    public string? TenantId { get; init; }

    /// <summary>Only those of this creator.</summary>
    /// <value>Default: null, of all.</value>
    public string? CreatedBy { get; init; }

    /// <summary>Only those that are in force and take this event.</summary>
    /// <value>Default: null.</value>
    public NotificationEvent? Takes { get; init; }
}
