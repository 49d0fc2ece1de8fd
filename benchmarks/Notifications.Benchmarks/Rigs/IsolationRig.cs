using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Rigs;

/// <summary>Nine channels deliver; a tenth has a thousand deliveries and hangs, or has none.</summary>
internal sealed class IsolationRig : IRig
{
    private const int Others = 9;
    private const int Stuck = 1_000;
    private const int Items = 300_000;
    private static readonly string[] Types = [.. Enumerable.Range(0, Others).Select(static i => $"kind{i}.failed")];
    private readonly HangingChannel _hanging = new();
    private readonly Tally _tally = new();
    private Engine _engine = null!;

    public static async ValueTask<IRig> CreateAsync(bool hangs)
    {
        var rig = new IsolationRig();
        rig._engine = await Engine.StartAsync(rig.Configure);
        for (var i = 0; hangs && i < Stuck; i++)
            await rig._engine.Publisher.PublishAsync(new NotificationEvent { Type = "stuck.failed" });
        return rig;
    }

    public async ValueTask<Sample> RunAsync()
    {
        var before = _engine.Read();
        var sample = await Producers.RunAsync(Items, Items, _tally, PublishAsync);

        // The hanging attempts keep the engine from being idle; the others' outcomes are recorded a moment after they arrived.
        while (_engine.Read().Delivered - before.Delivered < Items)
            await Task.Delay(1);
        var after = _engine.Read();
        Engine.Laws(after);
        if (after.Pending != before.Pending || after.Accepted - before.Accepted != Items)
            throw new AccountingException($"{after.Pending} deliveries are pending, {before.Pending} were before");
        return sample;
    }

    public async ValueTask DisposeAsync()
    {
        _hanging.Release();
        await _engine.DisposeAsync();
    }

    private void Configure(INotificationsBuilder n)
    {
        n.AddChannel("stuck", _hanging).ConfigureChannel("stuck", static c => c.Timeout = TimeSpan.FromMinutes(10));
        n.AddRule("stuck", static r => r.OnEvent("stuck.failed").To("stuck"));
        for (var i = 0; i < Others; i++)
        {
            var (name, type) = ($"other{i}", Types[i]);
            n.AddChannel(name, new NoOpChannel(_tally)).AddRule(name, r => r.OnEvent(type).To(name));
        }
    }

    private async Task PublishAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
            await _engine.Publisher.PublishAsync(new NotificationEvent { Type = Types[i % Others], Source = "/plant", Severity = Severity.Medium });
    }
}
