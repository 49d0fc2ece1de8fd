using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Storage.Disk;
using Notifications.Hosting;
using Notifications.Storage.Journal;

namespace Notifications.Durability.Faults;

/// <summary>A disk that fills up: new work is refused with a typed error, old work goes on, and new work is taken again without a restart.</summary>
public sealed class SmallDiskTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Full_SimulatedDisk_RefusesNewWorkAndRecoversByItself()
    {
        var disk = new SimulatedDisk(5) { Capacity = 70_000 };
        await using var work = new Workload(5);
        await work.OpenAsync(disk);
        await work.RunAsync(20, most: 1);
        work.Refused.ShouldBe(0);
        disk.Capacity = 0;
        await work.RunAsync(60, most: 1);
        var refused = work.Refused;
        refused.ShouldBeGreaterThan(0);
        work.Store.Problem.ShouldNotBeNull();

        disk.Capacity = long.MaxValue;
        await work.RunAsync(2, most: 1);
        refused = work.Refused;
        await work.RunAsync(30, most: 1);

        work.Refused.ShouldBe(refused);
        work.Store.Problem.ShouldBeNull();
        await work.OpenAsync(disk.LosePower());
    }

    /// <summary>Where nothing but a checkpoint is sealed, the next one has its name.</summary>
    [Fact]
    public async Task Full_ACheckpointTakesThePlaceOfItsOwn_ItIsThere()
    {
        await using var log = new ItemLog();
        var disk = new SimulatedDisk(5);
        await log.OpenAsync(disk);
        await log.AddAsync(60);
        disk.Capacity = 0;
        for (var i = 0; i < 60; i++)
            await log.AddAsync();

        log.Store.Problem.ShouldNotBeNull();
        disk.List().Count(static name => Storage.Journal.Format.FileNames.IsCheckpoint(name, out _)).ShouldBe(1);
        disk.Capacity = long.MaxValue;
        (await log.OpenAsync(disk.Kill())).Count.ShouldBe(log.Added);
    }

    /// <summary>The log may be on the same disk: a checkpoint that cannot fit is not tried, also at the next start.</summary>
    [Fact]
    public async Task Full_TheCheckpointIsLargerThanTheReserve_FillsNoLog()
    {
        await using var log = new ItemLog();
        var disk = new SimulatedDisk(5);
        await log.OpenAsync(disk);
        await log.AddAsync(60);
        for (var start = 0; start < 2; start++)
        {
            disk.Capacity = disk.Copy().Values.Sum(static file => file.Length);
            for (var i = 0; i < 60; i++)
                await log.AddAsync();

            log.Store.Problem.ShouldNotBeNull();
            log.Logged.ShouldNotContain(1311);
            (await log.OpenAsync(disk = disk.Kill())).Count.ShouldBe(log.Added);
        }
    }

    /// <summary>A quota is not seen in what is free: that a checkpoint does not fit shows when it is written, and is said once.</summary>
    [Fact]
    public async Task Full_ACheckpointFailsAgainAndAgain_IsLoggedOnce()
    {
        const int QuotaExceeded = 122;
        await using var log = new ItemLog();
        var disk = new SimulatedDisk(5);
        await log.OpenAsync(disk);
        await log.AddAsync(60);
        disk.Fault = static (_, operation) => operation == DiskOperation.Create ? QuotaExceeded : 0;
        for (var i = 0; i < 60; i++)
            await log.AddAsync();

        log.Store.Problem.ShouldNotBeNull();
        log.Logged.Count(static id => id == 1311).ShouldBe(1);
        disk.Fault = null;
        (await log.OpenAsync(disk.Kill())).Count.ShouldBe(log.Added);
    }

    /// <summary>On a file system of 2 MiB in memory, where mounting is allowed.</summary>
    [Fact]
    public async Task Full_RealDiskOfTwoMegabytes_RefusesNewWorkDeliversTheRestAndRecoversByItself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A file system of 2 MiB cannot be mounted here");
        var directory = Directory.CreateTempSubdirectory("journal-full").FullName;
        (await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", directory)).ShouldBe(0);
        try
        {
            await FillAsync(Path.Combine(directory, "journal"));
        }
        finally
        {
            (await RunAsync("umount", directory)).ShouldBe(0);
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task FillAsync(string path)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var channel = new GateChannel(gate.Task);
        var services = new ServiceCollection();
        services.AddNotifications(n => n
            .AddJournal(o => (o.Path, o.SegmentSize) = (path, 128 * 1024))
            .AddChannel("hook", channel)
            .ConfigureChannel("hook", static c => (c.Timeout, c.Workers) = (Limit, 4))
            .AddRule("all", static r => r.OnEvent("**").To("hook")));
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<INotificationEngine>();
        await engine.StartAsync();
        var publisher = provider.GetRequiredService<INotificationPublisher>();
        var accepted = 0;
        PublishResult result;
        while ((result = await publisher.PublishAsync(Large())).IsAccepted)
            (++accepted).ShouldBeLessThan(5000, "2 MiB do not hold that much");

        result.Error!.Code.ShouldBe(NotificationErrorCode.StoreFull);
        accepted.ShouldBeGreaterThan(200);
        gate.SetResult();
        var waited = Stopwatch.StartNew();
        while (engine.GetStatistics().Pending > 0)
        {
            waited.Elapsed.ShouldBeLessThan(Limit, "what was accepted before goes on");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        channel.Sent.ShouldBe(accepted);
        while (!(result = await publisher.PublishAsync(Large())).IsAccepted)
        {
            result.Error!.Code.ShouldBe(NotificationErrorCode.StoreFull, result.Error.ToString());
            waited.Elapsed.ShouldBeLessThan(Limit, "there is room again");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await engine.StopAsync();
    }

    private static NotificationEvent Large() => new() { Type = "t", Data = EventData.FromUtf8(System.Text.Encoding.UTF8.GetBytes('"' + new string('x', 2000) + '"')) };

    private static async Task<int> RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(program, args);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private sealed class GateChannel(Task gate) : INotificationChannel
    {
        private int _sent;

        public int Sent => Volatile.Read(ref _sent);

        public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
        {
            await gate;
            Interlocked.Increment(ref _sent);
            return DeliveryResult.Delivered();
        }
    }
}
