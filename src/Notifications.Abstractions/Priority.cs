namespace Notifications;

/// <summary>The lane of a delivery in its channel's queue. A higher lane goes first; the lower ones are never starved.</summary>
public enum Priority : byte
{
    /// <summary>May wait.</summary>
    Low = 0,

    /// <summary>The default.</summary>
    Normal = 1,

    /// <summary>Before the ordinary.</summary>
    High = 2,

    /// <summary>Before all others.</summary>
    Critical = 3,
}
