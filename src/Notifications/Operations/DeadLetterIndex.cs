using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Notifications.Operations;

/// <summary>The dead letters of the engine, by number and by the time at which they failed.</summary>
internal sealed class DeadLetterIndex
{
    private readonly Lock _sync = new();
    private readonly Dictionary<long, DeadLetterState> _byId = [];
    private readonly SortedSet<(long Ticks, long Id)> _byTime = [];
    private readonly HashSet<long> _leaving = [];

    public int Count
    {
        get
        {
            lock (_sync)
                return _byId.Count;
        }
    }

    public void Add(DeadLetterState letter)
    {
        lock (_sync)
        {
            _byId[letter.Id] = letter;
            _byTime.Add((letter.FailedTicks, letter.Id));
        }
    }

    public void Remove(DeadLetterState letter)
    {
        lock (_sync)
        {
            _byId.Remove(letter.Id);
            _byTime.Remove((letter.FailedTicks, letter.Id));
            _leaving.Remove(letter.Id);
        }
    }

    public DeadLetterState? Find(long id)
    {
        lock (_sync)
            return _byId.GetValueOrDefault(id);
    }

    /// <summary>The oldest that has to go for the bound; each is named once.</summary>
    public bool TryPressOut(int capacity, [NotNullWhen(true)] out DeadLetterState? oldest)
    {
        oldest = null;
        lock (_sync)
        {
            if (_byId.Count - _leaving.Count <= capacity)
                return false;
            foreach (var (_, id) in _byTime)
            {
                if (!_leaving.Add(id))
                    continue;
                oldest = _byId[id];
                return true;
            }
        }

        return false;
    }

    /// <summary>Those that match, the oldest first.</summary>
    public List<DeadLetterState> Select(DeadLetterFilter filter, int limit)
    {
        var found = new List<DeadLetterState>();
        lock (_sync)
        {
            foreach (var (_, id) in _byTime)
            {
                if (found.Count == limit)
                    break;
                if (_byId[id] is var letter && filter.Matches(letter))
                    found.Add(letter);
            }
        }

        return found;
    }

    public int CountOf(DeadLetterFilter filter)
    {
        lock (_sync)
            return _byId.Values.Count(filter.Matches);
    }

    /// <summary>A page, the newest first.</summary>
    /// <exception cref="ArgumentException">The cursor is none of ours.</exception>
    public DeadLetterPage Page(DeadLetterFilter filter, string? cursor, int limit)
    {
        var items = new List<DeadLetter>();
        var before = cursor is null ? (long.MaxValue, long.MaxValue) : Parse(cursor);
        lock (_sync)
        {
            foreach (var at in _byTime.GetViewBetween((long.MinValue, long.MinValue), before).Reverse())
            {
                if (at == before || !filter.Matches(_byId[at.Id]))
                    continue;
                if (items.Count == limit)
                    return new DeadLetterPage(items, Format(items[^1]));
                items.Add(_byId[at.Id].ToDeadLetter());
            }
        }

        return new DeadLetterPage(items, null);
    }

    private static string Format(DeadLetter last) => string.Create(CultureInfo.InvariantCulture, $"{last.FailedAt.UtcTicks:x}-{last.Delivery.Id.Value:x}");

    private static (long Ticks, long Id) Parse(string cursor)
    {
        var middle = cursor.IndexOf('-', StringComparison.Ordinal);
        if (middle > 0 && long.TryParse(cursor.AsSpan(0, middle), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ticks)
            && long.TryParse(cursor.AsSpan(middle + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id))
            return (ticks, id);
        throw new ArgumentException("The cursor is none of ours: pass Next of the page before, or null.", nameof(cursor));
    }
}
