using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.Hosting;

namespace Notifications.Tests.Channels;

public sealed class DevelopmentChannelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddConsoleFileAndLog_PublishedEvent_ReachesAll()
    {
        var console = new RecordingWriter();
        var services = new ServiceCollection();
        services.AddNotifications(n => n
            .AddConsole(writer: console)
            .AddFile("file", _folder["m.jsonl"])
            .AddLog()
            .AddRule("all", r => r.OnEvent("*").To("console").To("file").To("log")));
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<INotificationEngine>();
        await engine.StartAsync(TestContext.Current.CancellationToken);
        var publisher = provider.GetRequiredService<INotificationPublisher>();
        await publisher.PublishAsync(new NotificationEvent { Type = "disk.full" }, TestContext.Current.CancellationToken);
        await engine.WaitForIdleAsync(TestContext.Current.CancellationToken);
        console.Writes.ShouldHaveSingleItem().ShouldContain("disk.full");
        _folder.ReadLines("m.jsonl").ShouldHaveSingleItem().ShouldContain("disk.full");
        await engine.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void AddFile_AllWrong_NamesAllAtOnce()
    {
        var error = Validate(n => n.AddFile("file", o => (o.Path, o.MaxFileSize, o.MaxFiles) = (" ", 1, 0)), "file");
        error.ShouldBe([
            "File channel 'file': Path is empty; give the path of a file, such as logs/notifications.jsonl.",
            "File channel 'file': MaxFileSize is 1; give 4,096 to 10,737,418,240 bytes.",
            "File channel 'file': MaxFiles is 0; give 1 to 1,000.",
        ]);
    }

    [Fact]
    public void AddFile_Directory_IsRefused() =>
        Validate(n => n.AddFile("file", "logs/"), "file").ShouldHaveSingleItem().ShouldContain("is a directory");

    [Fact]
    public void AddFile_SamePathTwice_IsRefused()
    {
        void Configure(INotificationsBuilder n) => n.AddFile("one", "x/../m.jsonl").AddFile("two", "m.jsonl");
        Validate(Configure, "one", "two").ShouldHaveSingleItem().ShouldContain("of the file channel 'one', too");
    }

    private static IEnumerable<string> Validate(Action<INotificationsBuilder> configure, params string[] names)
    {
        var services = new ServiceCollection();
        services.AddNotifications(configure);
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<FileChannelOptions>>();
        try
        {
            foreach (var name in names)
                options.Get(name);
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
    }
}
