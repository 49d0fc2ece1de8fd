namespace Notifications.Simulation;

public sealed class SimulatedClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 0, 30, 0, TimeSpan.FromHours(2));
    private readonly SimulatedClock _clock = new(Start);
    private readonly List<string> _log = [];

    public static TheoryData<string, int, string> Orders { get; } = new()
    {
        { "a5", 4, "" },
        { "a5", 5, "a@5" },
        { "a5 b3", 10, "b@3 a@5" },
        { "a5 b5 c5", 5, "a@5 b@5 c@5" },
        { "b5 a3 c5", 5, "a@3 b@5 c@5" },
        { "a0", 0, "a@0" },
        { "a3/3", 10, "a@3 a@6 a@9" },
        { "a3/3 b6", 6, "a@3 b@6 a@6" },
        { "a2/4 b3", 7, "a@2 b@3 a@6" },
        { "a1/0", 9, "a@1" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Advance_TimersByNameDueAndPeriod_FireInOrderAtTheirInstants(string timers, int seconds, string fired)
    {
        foreach (var timer in timers.Split(' '))
        {
            var times = timer[1..].Split('/').Select(int.Parse).ToArray();
            Arm(timer[..1], times[0], times.ElementAtOrDefault(1));
        }

        _clock.Advance(TimeSpan.FromSeconds(seconds));

        string.Join(' ', _log).ShouldBe(fired);
        _clock.GetUtcNow().ShouldBe(Start.AddSeconds(seconds));
    }

    [Fact]
    public void GetUtcNow_StartWithOffset_IsUtc() => _clock.GetUtcNow().Offset.ShouldBe(TimeSpan.Zero);

    [Fact]
    public void GetTimestamp_Advanced_AgreesWithTheClock()
    {
        var before = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromTicks(12_345));

        _clock.TimestampFrequency.ShouldBe(10_000_000);
        _clock.GetElapsedTime(before).ShouldBe(TimeSpan.FromTicks(12_345));
    }

    [Fact]
    public void Advance_Negative_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public void AdvanceTo_Past_LeavesTheClockAndFiresWhatIsDue()
    {
        Arm("a", 0);

        _clock.AdvanceTo(Start.AddDays(-1));

        _clock.GetUtcNow().ShouldBe(Start);
        _log.ShouldBe(["a@0"]);
    }

    [Fact]
    public void Advance_CallbackArmsATimerWithinTheSpan_FiresInTheSameCall()
    {
        _clock.CreateTimer(_ => Arm("inner", 2), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        Arm("after", 6);

        _clock.Advance(TimeSpan.FromSeconds(10));

        _log.ShouldBe(["inner@5", "after@6"]);
    }

    [Fact]
    public void Advance_CallbackDisposesAndChangesOthers_HoldsAtOnce()
    {
        var disposed = Arm("disposed", 5);
        var changed = Arm("changed", 6);
        _clock.CreateTimer(
            _ =>
            {
                disposed.Dispose();
                changed.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            },
            null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(10));

        _log.ShouldBe(["changed@4"]);
        disposed.Change(TimeSpan.Zero, TimeSpan.Zero).ShouldBeFalse();
    }

    [Fact]
    public void Advance_CallbackAdvancesItself_NothingFiresTwice()
    {
        _clock.CreateTimer(_ => _clock.Advance(TimeSpan.FromSeconds(4)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        Arm("a", 3);

        _clock.Advance(TimeSpan.FromSeconds(2));

        _log.ShouldBe(["a@3"]);
        _clock.GetUtcNow().ShouldBe(Start.AddSeconds(5));
    }

    [Fact]
    public void NextTimerDue_ArmedAndDisarmed_IsTheEarliestOrNull()
    {
        _clock.NextTimerDue.ShouldBeNull();
        Arm("late", 9);
        var early = Arm("early", 4);
        _clock.NextTimerDue.ShouldBe(Start.AddSeconds(4));

        early.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _clock.NextTimerDue.ShouldBe(Start.AddSeconds(9));
        _clock.ArmedTimers.ShouldBe(1);
    }

    [Fact]
    public void Change_OutOfRange_IsRefusedAsByTheSystem()
    {
        var timer = Arm("a", 1);

        Should.Throw<ArgumentOutOfRangeException>(() => timer.Change(TimeSpan.FromSeconds(-5), TimeSpan.Zero));
        Should.Throw<ArgumentOutOfRangeException>(() => timer.Change(TimeSpan.Zero, TimeSpan.FromDays(60)));
    }

    [Fact]
    public async Task Delay_OnTheClock_EndsAtItsInstant()
    {
        var delay = Task.Delay(TimeSpan.FromHours(3), _clock, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromHours(3) - TimeSpan.FromTicks(1));
        delay.IsCompleted.ShouldBeFalse();

        _clock.Advance(TimeSpan.FromTicks(1));

        await delay;
    }

    [Fact]
    public void CancellationTokenSource_OnTheClock_CancelsAtItsInstant()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(10), _clock);
        using var extended = new CancellationTokenSource(TimeSpan.FromSeconds(10), _clock);
        extended.CancelAfter(TimeSpan.FromSeconds(20));

        _clock.Advance(TimeSpan.FromSeconds(10));

        source.IsCancellationRequested.ShouldBeTrue();
        extended.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task PeriodicTimer_OnTheClock_TicksOncePerPeriod()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), _clock);
        for (var i = 0; i < 3; i++)
        {
            var tick = timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            tick.IsCompleted.ShouldBeFalse();
            _clock.Advance(TimeSpan.FromMinutes(1));
            (await tick).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Advance_ManyThreadsArmAndAdvance_EveryTimerFiresOnce()
    {
        var fired = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                _clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromMilliseconds(i % 7), Timeout.InfiniteTimeSpan);
                if (i % 10 == thread)
                    _clock.Advance(TimeSpan.FromMilliseconds(3));
            }
        })));

        _clock.Advance(TimeSpan.FromSeconds(1));

        fired.ShouldBe(2000);
        _clock.NextTimerDue.ShouldBeNull();
    }

    private ITimer Arm(string name, int seconds, int periodSeconds = 0) => _clock.CreateTimer(
        _ => _log.Add($"{name}@{(_clock.GetUtcNow() - Start).TotalSeconds}"), null, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(periodSeconds));
}
