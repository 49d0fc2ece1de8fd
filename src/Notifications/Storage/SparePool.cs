using System.Diagnostics.CodeAnalysis;

namespace Notifications.Storage;

/// <summary>Objects that are used again, for as many as are under way at once. Bounded: what is too many is left to the collector.</summary>
/// <typeparam name="T">The objects.</typeparam>
/// <param name="capacity">How many are kept.</param>
internal sealed class SparePool<T>(int capacity)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly T?[] _spares = new T?[capacity];
    private int _count;

    public bool TryTake([NotNullWhen(true)] out T? spare)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                spare = null;
                return false;
            }

            spare = _spares[--_count]!;
            _spares[_count] = null;
            return true;
        }
    }

    public void Give(T spare)
    {
        lock (_gate)
        {
            if (_count < capacity)
                _spares[_count++] = spare;
        }
    }
}
