using FsCheck;
using FsCheck.Fluent;

namespace Notifications.Properties;

/// <summary>Random programs against the whole engine, on both stores. <c>NOTIFICATIONS_PROPERTY_CASES</c> sets how many (default 80), <c>NOTIFICATIONS_PROPERTY_SEED</c> other ones.</summary>
public sealed class ProgramTests
{
    private static readonly int Cases = Number("NOTIFICATIONS_PROPERTY_CASES", 80);
    private static readonly ulong Seed = (ulong)Number("NOTIFICATIONS_PROPERTY_SEED", 20261121);

    [Fact]
    public void Run_AnyProgramInMemory_HoldsAllLaws() => Check(roundTrip: false);

    [Fact]
    public void Run_AnyProgramWithRestarts_HoldsAllLaws() => Check(roundTrip: true);

    private static void Check(bool roundTrip) =>
        Prop.ForAll(Program.Arbitrary(roundTrip), program => ProgramRun.HoldsAsync(program, roundTrip).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(Seed, 7));

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
