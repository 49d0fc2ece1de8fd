namespace Notifications.Expressions.Values;

/// <summary>A map made by an expression. Keys keep their order; numbers that are equal are one key, whatever their types.</summary>
internal sealed class LiteralMap
{
    private readonly Dictionary<CelValue, CelValue> _entries;

    public LiteralMap(int capacity) => _entries = new Dictionary<CelValue, CelValue>(capacity, MapKeyComparer.Instance);

    public int Count => _entries.Count;

    public Dictionary<CelValue, CelValue>.Enumerator GetEnumerator() => _entries.GetEnumerator();

    public bool TryAdd(in CelValue key, in CelValue value) => _entries.TryAdd(key, value);

    public bool TryGet(in CelValue key, out CelValue value) => _entries.TryGetValue(key, out value);
}
