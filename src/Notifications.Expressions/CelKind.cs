namespace Notifications.Expressions;

/// <summary>What a <see cref="CelValue"/> holds at run time.</summary>
public enum CelKind : byte
{
    /// <summary><c>null</c>; also what <c>default(CelValue)</c> is.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>A signed 64-bit integer.</summary>
    Int,

    /// <summary>An unsigned 64-bit integer.</summary>
    UInt,

    /// <summary>An IEEE 754 double; every JSON number is one.</summary>
    Double,

    /// <summary>A string of Unicode code points.</summary>
    String,

    /// <summary>A sequence of octets.</summary>
    Bytes,

    /// <summary>A list of values of any kinds.</summary>
    List,

    /// <summary>A map with keys of <c>bool</c>, <c>int</c>, <c>uint</c> or <c>string</c>.</summary>
    Map,

    /// <summary>An instant with nanoseconds, years 1 to 9999.</summary>
    Timestamp,

    /// <summary>A signed span of up to about 292 years, in nanoseconds.</summary>
    Duration,

    /// <summary>The type of a value, as <c>type(1)</c> gives it.</summary>
    Type,

    /// <summary>The evaluation failed; the value carries the <see cref="CelError"/>.</summary>
    Error,
}
