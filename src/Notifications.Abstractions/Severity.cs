namespace Notifications;

/// <summary>How bad it is. The order is the order of the numbers, so <c>severity &gt;= Severity.High</c> means what it says.</summary>
public enum Severity : byte
{
    /// <summary>P4: good to know. The default of an event.</summary>
    Info = 0,

    /// <summary>P3: can wait for working hours.</summary>
    Low = 1,

    /// <summary>P2: needs attention today.</summary>
    Medium = 2,

    /// <summary>P1: needs attention now.</summary>
    High = 3,

    /// <summary>P0: wake somebody.</summary>
    Critical = 4,
}
