namespace Notifications.Routing;

/// <summary>The shapes of a pattern, the cheap ones first.</summary>
internal enum GlobShape : byte
{
    /// <summary>No wildcard.</summary>
    Exact,

    /// <summary>Stars only.</summary>
    Any,

    /// <summary>One star, at the end.</summary>
    Prefix,

    /// <summary>One star, at the beginning.</summary>
    Suffix,

    /// <summary>Anything else.</summary>
    General,
}
