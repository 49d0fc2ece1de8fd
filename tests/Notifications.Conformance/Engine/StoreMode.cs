namespace Notifications.Conformance.Engine;

/// <summary>On which store an engine test runs.</summary>
public enum StoreMode
{
    /// <summary>The store in memory, as a host has it by default.</summary>
    Memory,

    /// <summary>The store that keeps nothing but bytes and commits on another thread; the engine crashes and comes back between the steps of the test.</summary>
    RoundTrip,

    /// <summary>The journal on a simulated disk; between the steps of the test the power fails, and what was not flushed is gone.</summary>
    Journal,
}
