namespace Notifications.Routing.Conditions;

/// <summary>Where a path begins.</summary>
internal enum PathRoot : byte
{
    /// <summary>The event's type.</summary>
    Type,

    /// <summary>Its source.</summary>
    Source,

    /// <summary>Its subject.</summary>
    Subject,

    /// <summary>Its severity, by name.</summary>
    Severity,

    /// <summary>Its status, by name.</summary>
    Status,

    /// <summary>Its tenant.</summary>
    Tenant,

    /// <summary>Its id.</summary>
    Id,

    /// <summary>Its correlation key.</summary>
    CorrelationKey,

    /// <summary>A label.</summary>
    Label,

    /// <summary>Its data.</summary>
    Data,

    /// <summary>A label, and if there is none by the name, the data.</summary>
    Metadata,
}
