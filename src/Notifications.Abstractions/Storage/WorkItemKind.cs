namespace Notifications.Storage;

/// <summary>The kinds of work.</summary>
public enum WorkItemKind : byte
{
    /// <summary>A message to a destination.</summary>
    Delivery = 1,

    /// <summary>Recipients to be found by the host's resolver.</summary>
    Expansion = 2,
}
