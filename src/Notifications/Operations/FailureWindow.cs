namespace Notifications.Operations;

/// <summary>Counts attempts and failures of the last while, in twelve parts: an attempt leaves at most a twelfth of the window late. Guarded by its user.</summary>
internal sealed class FailureWindow
{
    private const int Parts = 12;

    private readonly int[] _attempts = new int[Parts];
    private readonly int[] _failures = new int[Parts];
    private long _part;
    private long _partTicks = 1;

    public int Attempts { get; private set; }

    public int Failures { get; private set; }

    public void Add(bool failed, TimeSpan window, long nowTicks)
    {
        MoveTo(window, nowTicks);
        _attempts[_part % Parts]++;
        Attempts++;
        if (!failed)
            return;
        _failures[_part % Parts]++;
        Failures++;
    }

    private void MoveTo(TimeSpan window, long nowTicks)
    {
        var partTicks = Math.Max(1, window.Ticks / Parts);
        if (partTicks != _partTicks)
        {
            // The option has changed: what was counted by another measure says nothing.
            Array.Clear(_attempts);
            Array.Clear(_failures);
            (Attempts, Failures, _partTicks, _part) = (0, 0, partTicks, nowTicks / partTicks);
            return;
        }

        var now = nowTicks / partTicks;
        for (var steps = 0; _part < now && steps < Parts; steps++)
        {
            _part++;
            Attempts -= _attempts[_part % Parts];
            Failures -= _failures[_part % Parts];
            _attempts[_part % Parts] = _failures[_part % Parts] = 0;
        }

        _part = Math.Max(_part, now);
    }
}
