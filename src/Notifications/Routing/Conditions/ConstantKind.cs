namespace Notifications.Routing.Conditions;

/// <summary>What a constant was written as.</summary>
internal enum ConstantKind : byte
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>Null: equals what is missing.</summary>
    Null,
}
