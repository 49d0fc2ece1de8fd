using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Journal;

/// <summary>Starting an engine that finds so many live deliveries in its journal; items a second.</summary>
internal sealed class RecoveryRig : IRig
{
    private const int Recipients = 1_000;
    private static readonly Recipient[] All = [.. Enumerable.Range(0, Recipients).Select(static i => Recipient.Address($"person{i}@example.com"))];
    private readonly JournalFolder _folder;
    private readonly int _items;

    private RecoveryRig(JournalFolder folder, int items) => (_folder, _items) = (folder, items);

    public static async ValueTask<IRig> CreateAsync(JournalFolder folder, int items)
    {
        var rig = new RecoveryRig(folder, items);
        await using var engine = await Engine.StartAsync(rig.Configure);
        for (var i = 0; i < items / Recipients; i++)
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

        return rig;
    }

    public async ValueTask<Sample> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await using var engine = await Engine.StartAsync(Configure);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var pending = engine.Read().Pending;
        return pending == _items ? new Sample(_items / elapsed.TotalSeconds) : throw new AccountingException($"{pending} deliveries were found instead of {_items}");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Configure(INotificationsBuilder n) => n
        .ConfigureEngine(o => o.MaxPending = _items * 2)
        .AddChannel("sink", new HangingChannel())
        .ConfigureChannel("sink", c => c.QueueCapacity = _items)
        .AddJournal(_folder.Path);
}
