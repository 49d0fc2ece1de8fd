namespace Notifications.Configuration;

/// <summary>What becomes of a delivery that a limit does not let through.</summary>
public enum OverLimit : byte
{
    /// <summary>It waits until the limit lets it through. The default.</summary>
    Defer,

    /// <summary>It is dropped: counted, with the reason in its trace.</summary>
    Drop,
}
