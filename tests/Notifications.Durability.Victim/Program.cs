using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifications;
using Notifications.Durability.Victim;
using Notifications.History;
using Notifications.Hosting;
using Notifications.Operations;
using Notifications.Storage;
using Notifications.Storage.Journal;

// A process that publishes until it is killed, or finishes what was left: DIRECTORY RECEIVER-PORT CYCLE CRASH-POINT, where the cycle "drain" publishes nothing, and one that begins with "few-" a few and, if it ends so, a poison message.
var (directory, port, cycle) = (args[0], int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), args[2]);
var crash = CrashPoint.Parse(args[3]);
var services = new ServiceCollection();
services.AddSingleton<INotificationStore>(provider => new JournalStore(
    new CrashingDirectory(new DiskDirectory(directory, TimeProvider.System), crash),
    new JournalSettings(new JournalOptions { Path = directory, SegmentSize = JournalOptions.SmallestSegment }, new StoreLimits { HistoryCapacity = 500, HistoryAge = TimeSpan.FromDays(1) }),
    new RecordDecoder(),
    TimeProvider.System,
    provider.GetRequiredService<ILoggerFactory>().CreateLogger("Notifications.Journal")));
services.AddNotifications(n => n
    .AddChannel("hook", new ReceiverChannel("hook", port, crash, isCostly: false))
    .AddChannel("sms", new ReceiverChannel("sms", port, crash, isCostly: true))
    .ConfigureChannel("hook", static o => o.Workers = 16)
    .ConfigureChannel("sms", static o => o.Workers = 4)
    .AddRule("all", static r => r.OnEvent("**").To("hook", "there").To("sms", "+15550100")));
services.AddLogging(static l => l.AddConsole(static c => c.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Critical).AddFilter("Notifications.Journal", LogLevel.Information));
await using var provider = services.BuildServiceProvider();
var engine = provider.GetRequiredService<INotificationEngine>();
await engine.StartAsync();
Answers.Write("ready");
if (cycle.StartsWith("few-", StringComparison.Ordinal))
{
    await Publishing.FewAsync(provider.GetRequiredService<INotificationPublisher>(), cycle);
}
else if (cycle != "drain")
{
    var publisher = provider.GetRequiredService<INotificationPublisher>();
    await Task.WhenAll(Enumerable.Range(0, 8).Select(loop => Publishing.RunAsync(publisher, $"{cycle}-{loop}")));
}

var store = provider.GetRequiredService<INotificationStore>();
while (true)
{
    var live = new List<DeliveryRecord>();
    await foreach (var delivery in store.ReadLiveDeliveriesAsync(int.MaxValue, default))
        live.Add(delivery);

    // The store has an outcome a moment before the engine has made a dead letter of it.
    var s = engine.GetStatistics();
    if (live.TrueForAll(static d => d.State == DeliveryState.InDoubt) && s.Created == s.Delivered + s.Sent + s.Rejected + s.Expired + s.DeadLettered + s.Cancelled + s.Dropped + s.Pending)
    {
        foreach (var entry in await store.SearchAsync(new HistorySearch { Statuses = [TrackingStatus.InDoubt] }, null, int.MaxValue, default))
            Answers.Write($"doubt {entry.Delivery!.Channel} {entry.EventId}");
        foreach (var letter in (await provider.GetRequiredService<INotificationOperations>().ListDeadLettersAsync()).Items)
            Answers.Write($"dead {letter.Delivery.Channel} {letter.EventId}");
        break;
    }

    await Task.Delay(20);
}

Answers.Write("drained");
await engine.StopAsync();
return 0;
