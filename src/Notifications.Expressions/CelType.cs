namespace Notifications.Expressions;

/// <summary>The static type of a variable or an expression. <see cref="Dyn"/> defers the check to run time.</summary>
/// <remarks>Types are those of the CEL language definition, without messages, enums and wrappers.</remarks>
public sealed class CelType
{
    private CelType(string name, CelKind? kind, CelType? key = null, CelType? element = null)
    {
        Name = name;
        Kind = kind;
        Key = key;
        Element = element;
    }

    /// <summary>Known only at run time: JSON data, mixed lists.</summary>
    public static CelType Dyn { get; } = new("dyn", null);

    /// <summary><c>bool</c>.</summary>
    public static CelType Bool { get; } = new("bool", CelKind.Bool);

    /// <summary><c>int</c>, 64 bits, signed.</summary>
    public static CelType Int { get; } = new("int", CelKind.Int);

    /// <summary><c>uint</c>, 64 bits, unsigned.</summary>
    public static CelType UInt { get; } = new("uint", CelKind.UInt);

    /// <summary><c>double</c>.</summary>
    public static CelType Double { get; } = new("double", CelKind.Double);

    /// <summary><c>string</c>.</summary>
    public static CelType String { get; } = new("string", CelKind.String);

    /// <summary><c>bytes</c>.</summary>
    public static CelType Bytes { get; } = new("bytes", CelKind.Bytes);

    /// <summary><c>null_type</c>.</summary>
    public static CelType Null { get; } = new("null_type", CelKind.Null);

    /// <summary><c>timestamp</c>; its name in expressions is <c>google.protobuf.Timestamp</c>.</summary>
    public static CelType Timestamp { get; } = new("google.protobuf.Timestamp", CelKind.Timestamp);

    /// <summary><c>duration</c>; its name in expressions is <c>google.protobuf.Duration</c>.</summary>
    public static CelType Duration { get; } = new("google.protobuf.Duration", CelKind.Duration);

    /// <summary><c>type</c>.</summary>
    public static CelType Type { get; } = new("type", CelKind.Type);

    internal static CelType AnyList { get; } = List(Dyn);

    internal static CelType AnyMap { get; } = Map(Dyn, Dyn);

    internal static CelType StringList { get; } = List(String);

    /// <summary>The name as expressions write it, without element types.</summary>
    public string Name { get; }

    internal CelKind? Kind { get; }

    internal CelType? Key { get; }

    internal CelType? Element { get; }

    internal bool IsDyn => Kind is null;

    internal bool IsNumber => Kind is CelKind.Int or CelKind.UInt or CelKind.Double;

    /// <summary>A list whose elements have the type <paramref name="element"/>.</summary>
    public static CelType List(CelType element) => new("list", CelKind.List, element: element);

    /// <summary>A map from <paramref name="key"/> to <paramref name="value"/>.</summary>
    public static CelType Map(CelType key, CelType value) => new("map", CelKind.Map, key, value);

    /// <summary>The type with its element types, as error messages show it.</summary>
    public override string ToString() => Kind switch
    {
        CelKind.List => $"list({Element})",
        CelKind.Map => $"map({Key}, {Element})",
        CelKind.Timestamp => "timestamp",
        CelKind.Duration => "duration",
        CelKind.Null => "null",
        _ => Name,
    };
}
