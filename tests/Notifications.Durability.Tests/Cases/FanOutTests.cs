using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Durability.Faults;
using Notifications.Hosting;

namespace Notifications.Durability.Cases;

/// <summary>One tenant sends to very many, and another one has a single urgent message.</summary>
public sealed class FanOutTests : IDisposable
{
    private const int Workers = 4;

    // Of 16 turns the highest lane that waits has at least 11.
    private const int MostTurnsOfOthers = 5;
    private readonly string _directory = Directory.CreateTempSubdirectory("journal-fan-out").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task FanOut_OfOneTenantAndACriticalOfAnother_TheCriticalOneGoesNextAndNobodyIsLeftOut()
    {
        var channel = new OrderChannel();
        var services = new ServiceCollection();
        services.AddSingleton<IRecipientResolver>(new Crowd(LongRun.FanOut));
        services.AddNotifications(n => n
            .AddJournal(Path.Combine(_directory, "journal"))
            .ConfigureEngine(static e => (e.MaxPending, e.MaxFanOut) = (2_000_000, 1_000_000))
            .AddChannel("push", channel)
            .ConfigureChannel("push", static c => (c.Workers, c.QueueCapacity) = (Workers, 10_000_000)));
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<INotificationEngine>();
        await engine.StartAsync();
        var publisher = provider.GetRequiredService<INotificationPublisher>();
        var all = new NotificationRequest { TenantId = "bulk", Recipients = [Recipient.Group("all")], Channels = ["push"], Subject = "news", Body = "news", Priority = Priority.Low };
        (await publisher.SendAsync(all, TestContext.Current.CancellationToken)).IsAccepted.ShouldBeTrue();
        while (engine.GetStatistics().Created < LongRun.FanOut || channel.Waiting < Workers)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        var code = all with { TenantId = "other", Recipients = [Recipient.Address("otp")], Subject = "code", Priority = Priority.Critical };
        (await publisher.SendAsync(code, TestContext.Current.CancellationToken)).IsAccepted.ShouldBeTrue();
        channel.Open();
        while (engine.GetStatistics().Pending > 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        channel.Sent.IndexOf("otp").ShouldBeInRange(0, Workers + MostTurnsOfOthers);
        channel.Sent.Count.ShouldBe(LongRun.FanOut + 1);
        channel.Sent.Distinct(StringComparer.Ordinal).Count().ShouldBe(LongRun.FanOut + 1);
        await engine.StopAsync();
    }

    private sealed class Crowd(int size) : IRecipientResolver
    {
        public ValueTask<IReadOnlyList<ResolvedRecipient>> ResolveAsync(Recipient recipient, string? tenantId, CancellationToken cancellationToken) => new(
        [
            .. Enumerable.Range(0, size).Select(static i => i.ToString(CultureInfo.InvariantCulture)).Select(static id => new ResolvedRecipient
            {
                Id = id,
                Addresses = new Dictionary<string, string>(StringComparer.Ordinal) { ["push"] = id },
            }),
        ]);
    }

    /// <summary>Holds what it is given until it is opened, and remembers in which order it was given it.</summary>
    private sealed class OrderChannel : INotificationChannel
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _gate = new();

        public List<string> Sent { get; } = [];

        public int Waiting
        {
            get
            {
                lock (_gate)
                    return Sent.Count;
            }
        }

        public void Open() => _opened.SetResult();

        public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
        {
            lock (_gate)
                Sent.Add(message.Destination!);
            await _opened.Task.WaitAsync(cancellationToken);
            return DeliveryResult.Delivered();
        }
    }
}
