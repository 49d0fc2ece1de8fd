using Notifications.Storage;

namespace Notifications.Timing;

/// <summary>Does the same to a wheel and to a sorted list, and compares.</summary>
internal sealed class TimerModel(int seed, long start)
{
    private readonly Random _random = new(seed);
    private readonly TimerWheel _wheel = new(start);
    private readonly SortedList<(long Due, long Sequence), StoreRecord> _model = [];
    private readonly List<StoreRecord> _records = [];
    private long _now = start;
    private long _sequence;

    public void Walk(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            switch (_random.Next(6))
            {
                case 0 or 1 or 2:
                    _records.Add(new TimerWheelTests.Waiting());
                    Schedule(_records[^1]);
                    break;
                case 3 when _records.Count > 0:
                    Schedule(_records[_random.Next(_records.Count)]);
                    break;
                case 4 when _records.Count > 0:
                    Forget(_records[_random.Next(_records.Count)]);
                    break;
                default:
                    Pop();
                    break;
            }

            Next();
        }
    }

    private void Schedule(StoreRecord record)
    {
        Forget(record);
        record.DueTicks = _now + Span() - (_random.Next(10) == 0 ? TimeSpan.TicksPerSecond : 0);
        _model.Add((record.DueTicks, _sequence++), record);
        _wheel.Schedule(record, record.DueTicks);
    }

    private void Forget(StoreRecord record)
    {
        var index = _model.IndexOfValue(record);
        if (index >= 0)
            _model.RemoveAt(index);
        record.DueTicks = 0;
    }

    private void Pop()
    {
        _now += _random.Next(3) == 0 && _model.Count > 0 ? Math.Max(_model.Keys[0].Due - _now, 0) : Span();
        List<StoreRecord> expected = [];
        while (_model.Count > 0 && _model.Keys[0].Due <= _now)
        {
            expected.Add(_model.Values[0]);
            _model.RemoveAt(0);
        }

        List<StoreRecord> popped = [];
        _wheel.PopDue(_now, popped);
        popped.ShouldBe(expected, $"seed {seed}");
        foreach (var record in popped)
            record.DueTicks = 0;
    }

    // Never late; early only for an entry whose record was scheduled anew or is done.
    private void Next()
    {
        var expected = _model.Count == 0 ? long.MaxValue : _model.Keys[0].Due;
        _wheel.NextDueTicks.ShouldBeLessThanOrEqualTo(expected, $"seed {seed}");
    }

    // From ticks to years, each magnitude as likely as the others.
    private long Span() => _random.NextInt64(1L << _random.Next(1, 55));
}
