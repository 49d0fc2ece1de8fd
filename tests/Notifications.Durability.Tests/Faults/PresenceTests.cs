using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Storage.Disk;
using Notifications.Hosting;
using Notifications.Storage;
using Notifications.Storage.Journal;
using Notifications.Storage.Journal.Format;

namespace Notifications.Durability.Faults;

/// <summary>Files that are taken away while they are written to: nothing more is acknowledged into them.</summary>
public sealed class PresenceTests
{
    private const int FailedLogged = 1308;
    private const int WorksAgainLogged = 1309;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Directory_IsTakenAwayAndPutBack_IsSeenWithinASecondAndGoesOn()
    {
        await using var log = new ItemLog();
        var disk = new SimulatedDisk(1);
        await log.OpenAsync(disk);
        await log.AddAsync(3);

        disk.IsOurs = false;
        log.Clock.Advance(TimeSpan.FromSeconds(1));
        (await log.AddAsync()).Kind.ShouldBe(CommitKind.Unavailable);
        log.Store.Problem.ShouldNotBeNull().ShouldContain("is not the one that was locked");
        log.Logged.ShouldContain(FailedLogged);

        disk.IsOurs = true;
        log.Clock.Advance(TimeSpan.FromSeconds(1));
        await log.AddAsync(3);
        log.Store.Problem.ShouldBeNull();
        log.Logged.ShouldContain(WorksAgainLogged);
        (await log.OpenAsync(disk.Kill())).Count.ShouldBe(6);
    }

    [Theory]
    [InlineData(".ntj", true)]
    [InlineData(".ntj", false)]
    [InlineData(".ntc", false)]
    public async Task File_Vanishes_IsSeenWithinASecondAndNamed(string ending, bool isNewest)
    {
        await using var log = new ItemLog();
        var disk = new SimulatedDisk(1);
        await log.OpenAsync(disk);
        await log.AddAsync(60);
        var names = disk.List().Where(name => name.EndsWith(ending, StringComparison.Ordinal)).ToList();
        var gone = isNewest ? names[^1] : names[0];
        disk.Vanish(name => name == gone);

        log.Clock.Advance(TimeSpan.FromSeconds(1));

        (await log.AddAsync()).Kind.ShouldBe(CommitKind.Unavailable);
        log.Store.Problem.ShouldNotBeNull().ShouldContain(gone);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Directory_IsRemovedOrMoved_PublishersAreRefused(bool isMoved)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files that are open cannot be removed there");
        var root = Directory.CreateTempSubdirectory("journal-gone").FullName;
        var path = Path.Combine(root, "journal");
        await using var provider = Build(path);
        var engine = provider.GetRequiredService<INotificationEngine>();
        await engine.StartAsync();
        var publisher = provider.GetRequiredService<INotificationPublisher>();
        (await publisher.PublishAsync(new NotificationEvent { Type = "t" })).IsAccepted.ShouldBeTrue();

        if (isMoved)
            Directory.Move(path, path + "-elsewhere");
        else
            Directory.Delete(path, recursive: true);
        var waited = Stopwatch.StartNew();
        PublishResult result;
        while ((result = await publisher.PublishAsync(new NotificationEvent { Type = "t" })).IsAccepted)
            waited.Elapsed.ShouldBeLessThan(Limit);

        result.Error!.Code.ShouldBe(NotificationErrorCode.StoreUnavailable);
        ((IStoreHealth)provider.GetRequiredService<INotificationStore>()).Problem.ShouldNotBeNull().ShouldContain(path);
        Directory.Exists(path).ShouldBeFalse("nothing is made anew where another may stand");
        if (isMoved)
        {
            Directory.Move(path + "-elsewhere", path);
            while (!(await publisher.PublishAsync(new NotificationEvent { Type = "t" })).IsAccepted)
                waited.Elapsed.ShouldBeLessThan(Limit);
        }

        await engine.StopAsync();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Also without traffic: an operator who looks has to see it.</summary>
    [Fact]
    public async Task Segment_IsReplacedWhileNothingIsPublished_HealthSaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files that are open cannot be removed on Windows; elsewhere only the absence of a name is seen");
        var root = Directory.CreateTempSubdirectory("journal-gone").FullName;
        var path = Path.Combine(root, "journal");
        await using (var provider = Build(path))
        {
            var engine = provider.GetRequiredService<INotificationEngine>();
            await engine.StartAsync();
            var health = (IStoreHealth)provider.GetRequiredService<INotificationStore>();
            var segment = Directory.GetFiles(path, "*.ntj").Single();
            FileNames.IsSegment(Path.GetFileName(segment), out _).ShouldBeTrue();

            File.Copy(segment, segment + ".copy");
            File.Move(segment + ".copy", segment, overwrite: true);
            var waited = Stopwatch.StartNew();
            while (health.Problem is null)
            {
                waited.Elapsed.ShouldBeLessThan(Limit);
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            health.Problem.ShouldContain(Path.GetFileName(segment));
            await engine.StopAsync();
        }

        Directory.Delete(root, recursive: true);
    }

    private static ServiceProvider Build(string path)
    {
        var services = new ServiceCollection();
        services.AddNotifications(n => n.AddJournal(path).AddLog().AddRule("all", static r => r.OnEvent("**").To("log")));
        return services.BuildServiceProvider();
    }
}
