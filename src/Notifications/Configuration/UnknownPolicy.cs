namespace Notifications.Configuration;

/// <summary>What becomes of an attempt whose outcome is unknown, for example a timeout after the request had left.</summary>
public enum UnknownPolicy : byte
{
    /// <summary>A costly channel whose provider does not recognise our key holds it, any other tries again. The default.</summary>
    ByTrait,

    /// <summary>It is tried again: at least once, perhaps twice.</summary>
    Retry,

    /// <summary>It is held as in doubt until an operator decides: at most once.</summary>
    Hold,
}
