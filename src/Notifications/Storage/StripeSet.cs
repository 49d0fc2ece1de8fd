using System.Numerics;

namespace Notifications.Storage;

/// <summary>A set of stripes as bits, visited from the lowest: the order in which their locks are taken.</summary>
internal struct StripeSet
{
    /// <summary>How many bits the number of a stripe has.</summary>
    internal const int Bits = 5;

    /// <summary>The highest number of stripes.</summary>
    internal const int MaxStripes = 1 << Bits;

    private uint _bits;

    /// <summary>No stripe is in it.</summary>
    public readonly bool IsEmpty => _bits == 0;

    /// <summary>The lowest stripe.</summary>
    public readonly int First => BitOperations.TrailingZeroCount(_bits);

    /// <summary>Adds a stripe.</summary>
    /// <param name="stripe">Its number.</param>
    public void Add(int stripe) => _bits |= 1u << stripe;

    /// <summary>Takes the lowest stripe out.</summary>
    /// <returns>Its number.</returns>
    public int Pop()
    {
        var first = First;
        _bits &= _bits - 1;
        return first;
    }

    /// <summary>All stripes up to a number.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The set.</returns>
    public static StripeSet All(int count) => new() { _bits = count == MaxStripes ? uint.MaxValue : (1u << count) - 1 };
}
