using System.Numerics;

namespace Notifications.Routing.Index;

/// <summary>The rules to look at for one event, as bits on two levels: each comes once, and they leave in their order.</summary>
internal sealed class CandidateSet
{
    [ThreadStatic]
    private static CandidateSet? Spare;

    private ulong[] _words = [];
    private ulong[] _summary = [];
    private int _at;

    /// <summary>Takes the thread's set, or a new one when a condition that is just being evaluated has published an event.</summary>
    public static CandidateSet Rent(int capacity)
    {
        var set = Spare ?? new CandidateSet();
        Spare = null;
        var words = (capacity + 63) / 64;
        if (set._words.Length < words)
        {
            set._words = new ulong[words];
            set._summary = new ulong[(words + 63) / 64];
        }

        set._at = 0;
        return set;
    }

    public void Return()
    {
        while (TakeNext() >= 0)
        {
        }

        Spare = this;
    }

    public void Add(int ordinal)
    {
        var word = ordinal >> 6;
        _words[word] |= 1ul << ordinal;
        _summary[word >> 6] |= 1ul << word;
    }

    /// <summary>Removes and returns the lowest; -1 when the set is empty.</summary>
    public int TakeNext()
    {
        for (; _at < _summary.Length; _at++)
        {
            if (_summary[_at] == 0)
                continue;
            var word = (_at << 6) + BitOperations.TrailingZeroCount(_summary[_at]);
            var bits = _words[word];
            var ordinal = (word << 6) + BitOperations.TrailingZeroCount(bits);
            _words[word] = bits &= bits - 1;
            if (bits == 0)
                _summary[_at] &= _summary[_at] - 1;
            return ordinal;
        }

        return -1;
    }
}
