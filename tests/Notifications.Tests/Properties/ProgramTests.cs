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

    /// <summary>Found by the one above: the summary of a batch tells no status, and the event that it came with was stored so for all.</summary>
    [Theory]
    [InlineData(nameof(StoreKind.Memory))]
    [InlineData(nameof(StoreKind.RoundTrip))]
    [InlineData(nameof(StoreKind.Journal))]
    public async Task Run_EventOfABatchIsInDoubtToo_KeepsItsStatus(string kind)
    {
        Act[] acts =
        [
            new(ActKind.Alert, 48, 59, 18), new(ActKind.Advance, 55, 36, 45), new(ActKind.Script, 11, 47, 53), new(ActKind.Advance, 38, 23, 14), new(ActKind.Alert, 41, 23, 9),
            new(ActKind.Operate, 35, 40, 45), new(ActKind.Alert, 59, 45, 44), new(ActKind.Advance, 54, 15, 56), new(ActKind.Restart, 55, 33, 11), new(ActKind.Operate, 26, 56, 32),
        ];

        (await ProgramRun.HoldsAsync(new Program(512, acts), Enum.Parse<StoreKind>(kind))).ShouldBeTrue();
    }

    private static void Check(StoreKind kind) =>
        Prop.ForAll(Program.Arbitrary(kind != StoreKind.Memory), program => ProgramRun.HoldsAsync(program, kind).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(Seed, 7));

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
