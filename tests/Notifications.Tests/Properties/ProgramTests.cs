using FsCheck;
using FsCheck.Fluent;

namespace Notifications.Properties;

/// <summary>Random programs against the whole engine, on all stores. <c>NOTIFICATIONS_PROPERTY_CASES</c> sets how many (default 80), <c>NOTIFICATIONS_PROPERTY_SEED</c> other ones.</summary>
public sealed class ProgramTests
{
    private static readonly int Cases = Number("NOTIFICATIONS_PROPERTY_CASES", 80);
    private static readonly ulong Seed = (ulong)Number("NOTIFICATIONS_PROPERTY_SEED", 20261121);

    [Fact]
    public void Run_AnyProgramInMemory_HoldsAllLaws() => Check(StoreKind.Memory);

    [Fact]
    public void Run_AnyProgramWithRestarts_HoldsAllLaws() => Check(StoreKind.RoundTrip);

    [Fact]
    public void Run_AnyProgramOnAJournalThatLosesPower_HoldsAllLaws() => Check(StoreKind.Journal);

    private static void Check(StoreKind kind) =>
        Prop.ForAll(Program.Arbitrary(kind != StoreKind.Memory), program => ProgramRun.HoldsAsync(program, kind).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(Seed, 7));

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
