using System.Collections.Frozen;

namespace Notifications.Expressions.Functions;

/// <summary>The names under which expressions know types.</summary>
internal static class TypeNames
{
    private static readonly CelType[] s_types =
    [
        CelType.Bool, CelType.Int, CelType.UInt, CelType.Double, CelType.String, CelType.Bytes, CelType.Null, CelType.AnyList, CelType.AnyMap,
        CelType.Timestamp, CelType.Duration, CelType.Type,
    ];

    public static FrozenSet<string> All { get; } = s_types.Select(static t => t.Name).ToFrozenSet(StringComparer.Ordinal);

    public static string Of(CelKind kind) => Array.Find(s_types, t => t.Kind == kind)!.Name;
}
