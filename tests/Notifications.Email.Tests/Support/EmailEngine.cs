using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Hosting;
using Notifications.Storage;

namespace Notifications.Email.Tests.Support;

/// <summary>An engine on the system's clock with one email channel, which tries again soon.</summary>
internal sealed class EmailEngine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ServiceProvider _services;

    private EmailEngine(ServiceProvider services) => _services = services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public INotificationEngine Engine => _services.GetRequiredService<INotificationEngine>();

    /// <summary>Starts one whose rule sends all to these recipients.</summary>
    public static async Task<EmailEngine> StartAsync(int port, string recipients, Action<EmailOptions>? configure = null, TimeSpan? deadline = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNotifications(n => n
            .AddEmail("email", options =>
            {
                (options.Host, options.Port, options.From, options.Security) = ("localhost", port, "ops@acme.test", EmailSecurity.None);
                configure?.Invoke(options);
            })
            .ConfigureChannel("email", o => (o.BaseDelay, o.MaxDelay, o.DeadlineNormal) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), deadline ?? o.DeadlineNormal))
            .AddRule("all", r => r.OnEvent("**").To("email", recipients)));
        var engine = new EmailEngine(services.BuildServiceProvider());
        await engine.Engine.StartAsync(Cancellation);
        return engine;
    }

    /// <summary>Publishes one event and waits until its mail is over.</summary>
    public async Task<DeliveryRecord> SendAsync()
    {
        var published = await _services.GetRequiredService<INotificationPublisher>().PublishAsync(new NotificationEvent { Type = "disk.full", Subject = "db-1" }, Cancellation);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await Engine.ExplainAsync(published.EventId!, Cancellation) is { Deliveries: [{ State: >= DeliveryState.Delivered } over] })
                return over;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"It is not over: {await Engine.ExplainAsync(published.EventId!, Cancellation)}");
            await Task.Delay(20, Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(Cancellation);
        await _services.DisposeAsync();
    }
}
