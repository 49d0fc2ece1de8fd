using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Tracking;

namespace Notifications.Benchmarks.Rigs;

/// <summary>Kept for a delivery that waits for its time, here a request for tomorrow to many recipients: the content and the request are shared.</summary>
internal sealed class WaitingMemoryRig : MemoryRig
{
    private const int Recipients = 1_000;
    private static readonly Recipient[] All = [.. Enumerable.Range(0, Recipients).Select(static i => Recipient.Address($"person{i}@example.com"))];

    public static ValueTask<IRig> CreateAsync() => new(new WaitingMemoryRig());

    protected override void Configure(INotificationsBuilder n) => n.AddChannel("sink", new HangingChannel());

    protected override async Task FillAsync(Engine engine)
    {
        for (var i = 0; i < Items / Recipients; i++)
        {
            await engine.Publisher.SendAsync(new NotificationRequest
            {
                Recipients = All,
                Channels = ["sink"],
                Subject = "Tomorrow",
                Body = "It is tomorrow.",
                SendAt = TimeProvider.System.GetUtcNow().AddDays(1),
            });
        }
    }

    protected override void Verify(NotificationStatistics statistics) => Expect(statistics.Pending, "deliveries are pending");
}
