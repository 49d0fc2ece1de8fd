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

    /// <summary>What the killed process had not confirmed is seen by the next one, and gone after the power failure.</summary>
    [Fact]
    public async Task PowerLoss_SoonAfterAKill_KeepsWhatWasConfirmed()
    {
        for (var killedAt = 1; killedAt <= 240; killedAt++)
        {
            for (var lostAt = 1; lostAt <= 6; lostAt++)
            {
                var seed = (killedAt * 7) + lostAt;
                await using var work = new Workload(seed);
                var disk = new SimulatedDisk(seed) { PowerLossAt = killedAt };
                await TryAsync(work, disk, steps: 80);
                disk = disk.Kill();
                disk.PowerLossAt = lostAt;
                await TryAsync(work, disk, steps: 0);

                await work.OpenAsync(disk.LosePower());
            }
        }
    }

    private static async Task TryAsync(Workload work, SimulatedDisk disk, int steps)
    {
        try
        {
            await work.OpenAsync(disk);
            await work.RunAsync(steps, isGone: () => disk.IsGone);
        }
        catch (Exception) when (disk.IsGone)
        {
            // It failed while the journal was being opened.
        }
    }

    private static async Task<int> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var work = new Workload(seed);
        var disk = new SimulatedDisk(seed);
        for (var life = 0; life < 4; life++)
        {
            disk.PowerLossAt = 1 + random.Next(life == 0 ? 250 : 150);
            await TryAsync(work, disk, steps: 40);
            disk = random.Next(4) == 0 ? disk.Kill() : disk.LosePower();
        }

        await work.OpenAsync(disk);
        return work.Committed;
    }
}
