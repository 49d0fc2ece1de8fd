using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Notifications;
using Notifications.Email;
using Notifications.Hosting;
using Notifications.Storage;

// A process with a journal and one email channel: DIRECTORY SMTP-PORT [RECIPIENTS]. With recipients it publishes one message to them, says who is left as soon as that is stored, and waits to be killed;
// without it finishes what was left, and says who did not get it.
var (directory, port) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var services = new ServiceCollection();
services.AddLogging();
services.AddNotifications(n => n
    .AddJournal(directory)
    .AddEmail("email", o => (o.Host, o.Port, o.From, o.Security) = ("127.0.0.1", port, "ops@acme.test", EmailSecurity.None))
    .ConfigureChannel("email", static o => (o.BaseDelay, o.MaxDelay) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200)))
    .AddRule("all", r => r.OnEvent("**").To("email", args.ElementAtOrDefault(2) ?? "nobody@example.test")));
await using var provider = services.BuildServiceProvider();
var engine = provider.GetRequiredService<INotificationEngine>();
await engine.StartAsync();
if (args.Length > 2)
    await provider.GetRequiredService<INotificationPublisher>().PublishAsync(new NotificationEvent { Type = "disk.full", Id = "e", Subject = "db-1" });
DeliveryRecord ended;
while (true)
{
    var delivery = (await engine.ExplainAsync("e"))?.Deliveries.SingleOrDefault();
    // The second attempt begins when the outcome of the first is stored.
    if (args.Length > 2 && delivery is { OnlyFor.Count: > 0, Attempts.Count: > 1 })
    {
        Console.WriteLine($"left {string.Join(',', delivery.OnlyFor)}");
        await Task.Delay(Timeout.Infinite);
    }

    if (delivery is { State: >= DeliveryState.Delivered })
    {
        ended = delivery;
        break;
    }

    await Task.Delay(20);
}

Console.WriteLine($"{ended.State} after {ended.Attempts.Count(static a => a.Result == DeliveryResultKind.Accepted)} mails, not for [{string.Join(',', ended.NotFor)}]");
await engine.StopAsync();
