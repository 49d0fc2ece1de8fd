using System.Buffers;
using Notifications.Storage;

namespace Notifications.Timing;

public sealed class TimerWheelTests
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;
    private static readonly long Start = new DateTime(2026, 11, 21, 10, 0, 0, 123, DateTimeKind.Utc).Ticks + 4567;
    private readonly TimerWheel _wheel = new(Start);

    public static TheoryData<string, string, string> Orders { get; } = new()
    {
        { "1s", "999ms", "" },
        { "1s", "1s", "0" },
        { "2s 1s", "3s", "1 0" },
        { "1s 1s 1s", "1s", "0 1 2" },
        { "0ms", "0ms", "0" },
        { "-5s 1t", "0ms", "0" },
        { "3t 1t 2t", "2t", "1 2" },
        { "1d 1ms 40d 4000d 1h", "40d", "1 4 0 2" },
        { "64ms 63ms 65ms 4096ms 4095ms", "5s", "1 0 2 4 3" },
        { "-1s -2s", "0ms", "1 0" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void PopDue_Spans_ComeByDueThenByScheduling(string spans, string advance, string popped)
    {
        var records = spans.Split(' ').Select(span => Schedule(Start + Ticks(span))).ToList();

        var due = Pop(Start + Ticks(advance));

        string.Join(' ', due.Select(r => records.IndexOf((Waiting)r))).ShouldBe(popped);
    }

    [Fact]
    public void NextDueTicks_AnySpan_IsExact()
    {
        _wheel.NextDueTicks.ShouldBe(long.MaxValue);
        Schedule(Start + Ticks("400d") + 1);
        _wheel.NextDueTicks.ShouldBe(Start + Ticks("400d") + 1);
        Schedule(Start + Ticks("70ms") + 3);

        _wheel.NextDueTicks.ShouldBe(Start + Ticks("70ms") + 3);
    }

    [Fact]
    public void Schedule_EarlierThanAllOthers_SaysSo()
    {
        _wheel.Schedule(new Waiting { DueTicks = Start + 20 }, Start + 20).ShouldBeTrue();
        _wheel.Schedule(new Waiting { DueTicks = Start + 30 }, Start + 30).ShouldBeFalse();
        _wheel.Schedule(new Waiting { DueTicks = Start + 20 }, Start + 20).ShouldBeFalse();
        _wheel.Schedule(new Waiting { DueTicks = Start + 10 }, Start + 10).ShouldBeTrue();
    }

    [Fact]
    public void PopDue_RecordScheduledAnew_ComesOnlyAtItsNewTime()
    {
        var record = Schedule(Start + Ticks("1s"));
        record.DueTicks = Start + Ticks("2s");
        _wheel.Schedule(record, record.DueTicks);

        Pop(Start + Ticks("1s")).ShouldBeEmpty();
        Pop(Start + Ticks("2s")).ShouldBe([record]);
    }

    [Fact]
    public void PopDue_RecordDone_NeverComes()
    {
        Schedule(Start + Ticks("1h")).DueTicks = 0;

        Pop(Start + Ticks("1d")).ShouldBeEmpty();
        _wheel.Count.ShouldBe(0);
    }

    [Fact]
    public void PopDue_EarlierThanBefore_KeepsWhatIsNotDue()
    {
        Pop(Start + Ticks("1s"));
        var record = Schedule(Start + Ticks("500ms"));

        Pop(Start).ShouldBeEmpty();
        Pop(Start + Ticks("500ms")).ShouldBe([record]);
    }

    [Fact]
    public void Schedule_MostRecordsDone_EntriesStayBounded()
    {
        for (var i = 0; i < 100_000; i++)
            Schedule(Start + Ticks("1h") + i).DueTicks = 0;

        _wheel.Count.ShouldBeLessThan(2000);
    }

    [Fact]
    public void PopDue_LargeSlot_ComesInOrder()
    {
        var random = new Random(5);
        var records = Enumerable.Range(0, 5000).Select(_ => Schedule(Start + Ticks("1s") + random.Next(1000))).ToList();

        Pop(Start + Ticks("2s")).ShouldBe(records.OrderBy(r => r.DueTicks));
    }

    [Fact]
    public void RandomWalk_AgainstASortedList_Agrees()
    {
        for (var seed = 0; seed < 40; seed++)
            new TimerModel(seed, Start).Walk(600);
    }

    [Fact]
    public async Task ManyThreads_ScheduleAndPop_EveryRecordComesOnce()
    {
        var popped = new List<StoreRecord>();
        var now = Start;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            var random = new Random(thread);
            List<StoreRecord> mine = [];
            for (var i = 0; i < 5000; i++)
            {
                Schedule(Volatile.Read(ref now) + random.NextInt64(100 * Millisecond));
                if (i % 50 == 0)
                    _wheel.PopDue(Interlocked.Add(ref now, Millisecond), mine);
            }

            lock (popped)
                popped.AddRange(mine);
        })));

        popped.AddRange(Pop(now + Ticks("1h")));
        popped.Distinct().Count().ShouldBe(20_000);
        popped.Count.ShouldBe(20_000);
    }

    [Fact]
    public void SteadyState_ScheduleAndPop_AllocatesNothing()
    {
        var records = Enumerable.Range(0, 100).Select(_ => new Waiting()).ToArray();
        List<StoreRecord> due = new(100);
        var now = Start;
        Round();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
            Round();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4096);

        void Round()
        {
            for (var i = 0; i < records.Length; i++)
            {
                records[i].DueTicks = now + (i * Millisecond * 3);
                _wheel.Schedule(records[i], records[i].DueTicks);
            }

            now += 400 * Millisecond;
            due.Clear();
            _wheel.PopDue(now, due);
        }
    }

    private static long Ticks(string span)
    {
        var number = span.TrimEnd('d', 'h', 'm', 's', 't');
        return long.Parse(number) * span[number.Length..] switch
        {
            "d" => TimeSpan.TicksPerDay,
            "h" => TimeSpan.TicksPerHour,
            "s" => TimeSpan.TicksPerSecond,
            "ms" => Millisecond,
            _ => 1,
        };
    }

    private Waiting Schedule(long dueTicks)
    {
        var record = new Waiting { DueTicks = dueTicks };
        _wheel.Schedule(record, dueTicks);
        return record;
    }

    private List<StoreRecord> Pop(long nowTicks)
    {
        List<StoreRecord> due = [];
        _wheel.PopDue(nowTicks, due);
        return due;
    }

    internal sealed class Waiting : StoreRecord
    {
        public override void WriteTo(IBufferWriter<byte> writer) => throw new NotSupportedException();
    }
}
