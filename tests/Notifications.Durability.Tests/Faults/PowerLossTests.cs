using Notifications.Conformance.Storage.Disk;

namespace Notifications.Durability.Faults;

public sealed class PowerLossTests
{
    [Fact]
    public async Task PowerLoss_AtAnyOperation_KeepsWhatWasConfirmed()
    {
        long committed = 0;
        for (var seed = 1; seed <= LongRun.Seeds; seed++)
        {
            try
            {
                committed += await RunAsync(seed);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed}: {error.Message}", error);
            }
        }

        committed.ShouldBeGreaterThan(LongRun.Seeds * 20);
    }

    private static async Task<int> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var work = new Workload(seed);
        var disk = new SimulatedDisk(seed);
        for (var life = 0; life < 4; life++)
        {
            disk.PowerLossAt = 1 + random.Next(life == 0 ? 250 : 150);
            try
            {
                await work.OpenAsync(disk);
                var now = disk;
                await work.RunAsync(40, isGone: () => now.IsGone);
            }
            catch (Exception) when (disk.IsGone)
            {
                // It failed while the journal was being opened.
            }

            disk = random.Next(4) == 0 ? disk.Kill() : disk.LosePower();
        }

        await work.OpenAsync(disk);
        return work.Committed;
    }
}
