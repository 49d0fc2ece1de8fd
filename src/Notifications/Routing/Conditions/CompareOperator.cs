namespace Notifications.Routing.Conditions;

/// <summary>The comparisons of a value with a constant.</summary>
internal enum CompareOperator : byte
{
    /// <summary>Equal.</summary>
    Eq,

    /// <summary>Not equal; holds also for what is missing.</summary>
    Ne,

    /// <summary>Less.</summary>
    Lt,

    /// <summary>Less or equal.</summary>
    Le,

    /// <summary>Greater.</summary>
    Gt,

    /// <summary>Greater or equal.</summary>
    Ge,
}
