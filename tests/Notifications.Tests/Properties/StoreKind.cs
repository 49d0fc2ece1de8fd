namespace Notifications.Properties;

/// <summary>The stores that a program runs on.</summary>
internal enum StoreKind
{
    /// <summary>The default; it does not outlive its engine.</summary>
    Memory,

    /// <summary>Keeps nothing but bytes.</summary>
    RoundTrip,

    /// <summary>The journal on a disk that loses power at each restart.</summary>
    Journal,
}
