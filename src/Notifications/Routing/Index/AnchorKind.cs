namespace Notifications.Routing.Index;

/// <summary>By what a rule can be found.</summary>
internal enum AnchorKind : byte
{
    /// <summary>The whole event type.</summary>
    Type,

    /// <summary>The first segments of the event type.</summary>
    TypePrefix,

    /// <summary>The last segments of the event type.</summary>
    TypeSuffix,

    /// <summary>The source.</summary>
    Source,

    /// <summary>The tenant.</summary>
    Tenant,

    /// <summary>A label and its value.</summary>
    Label,
}
