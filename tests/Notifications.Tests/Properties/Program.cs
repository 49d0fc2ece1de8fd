using FsCheck;
using FsCheck.Fluent;

namespace Notifications.Properties;

/// <summary>A random program: how the engine is set up, and what happens then. Shrinks by leaving steps out.</summary>
internal sealed record Program(int Setup, Act[] Acts)
{
    private static readonly int[] Weights = [10, 4, 2, 4, 8, 2, 2, 3, 7, 2, 2, 3, 5, 3, 2, 3, 3];

    public bool HasDebounce => (Setup & 1) != 0;

    public bool HasLimit => (Setup & 2) != 0;

    public bool DropsOverLimit => (Setup & 4) != 0;

    public bool HoldsUnknown => (Setup & 8) != 0;

    public bool IsFirstThatSucceeds => (Setup & 16) != 0;

    public bool HasRate => (Setup & 32) != 0;

    public bool CommitsLater => (Setup & 64) != 0;

    public bool HasManyWorkers => (Setup & 128) != 0;

    public bool HasInhibition => (Setup & 256) != 0;

    /// <summary>Alerts wait in a batch for longer than an hour, too.</summary>
    public bool HasLongBatch => (Setup & 512) != 0;

    /// <summary>Queues take little, and refuse what is more.</summary>
    public bool HasSmallQueues => (Setup & 1024) != 0;

    public static Arbitrary<Program> Arbitrary(bool canRestart) => Arb.From(Programs(canRestart), Shrink);

    public override string ToString() =>
        $"setup {Setup:b11}: {string.Join(' ', (IEnumerable<Act>)Acts)}";

    private static Gen<Program> Programs(bool canRestart)
    {
        var kinds = Enum.GetValues<ActKind>().Where(k => canRestart || k != ActKind.Restart).Select(static k => (Weights[(int)k], Gen.Constant(k))).ToArray();
        var act =
            from kind in Gen.Frequency(kinds)
            from a in Gen.Choose(0, 59)
            from b in Gen.Choose(0, 59)
            from c in Gen.Choose(0, 59)
            select new Act(kind, a, b, c);
        return
            from setup in Gen.Choose(0, 2047)
            from length in Gen.Choose(5, 70)
            from acts in act.ArrayOf(length)
            select new Program(setup, acts);
    }

    private static IEnumerable<Program> Shrink(Program program)
    {
        for (var size = program.Acts.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= program.Acts.Length; at += size)
                yield return program with { Acts = [.. program.Acts[..at], .. program.Acts[(at + size)..]] };
        }

        for (var bit = 1; bit < 2048; bit <<= 1)
        {
            if ((program.Setup & bit) != 0)
                yield return program with { Setup = program.Setup & ~bit };
        }
    }
}
