namespace Notifications.Expressions.Values;

/// <summary>Equality of map keys: bool, string, and numbers by what they are worth.</summary>
internal sealed class MapKeyComparer : IEqualityComparer<CelValue>
{
    public static readonly MapKeyComparer Instance = new();

    public static bool IsKey(in CelValue value) => value.Kind is CelKind.Bool or CelKind.Int or CelKind.UInt or CelKind.String;

    public bool Equals(CelValue x, CelValue y) => x.Kind switch
    {
        CelKind.String => y.Kind == CelKind.String && string.Equals(x.Text, y.Text, StringComparison.Ordinal),
        CelKind.Bool => y.Kind == CelKind.Bool && x.Bits == y.Bits,
        _ => x.IsNumber && y.IsNumber && NumberComparison.AreEqual(x, y),
    };

    // A double finds an int key only if it is whole, so it may hash as that int; every other double finds nothing.
    public int GetHashCode(CelValue obj) => obj.Kind switch
    {
        CelKind.String => string.GetHashCode(obj.Text, StringComparison.Ordinal),
        CelKind.Double => unchecked((obj.Real < 0 ? (ulong)(long)obj.Real : (ulong)obj.Real).GetHashCode()),
        _ => obj.Unsigned.GetHashCode(),
    };
}
