using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Webhooks;

/// <summary>Signed webhooks through the engine, by sixteen workers.</summary>
internal sealed class WebhookRig : IRig
{
    public const int Items = 20_000;
    public const int Concurrency = 16;
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly ReceiverProcess _receiver;
    private readonly Engine _engine;

    private WebhookRig(ReceiverProcess receiver, Engine engine) => (_receiver, _engine) = (receiver, engine);

    public static async ValueTask<IRig> CreateAsync()
    {
        var receiver = await ReceiverProcess.StartAsync();
        return new WebhookRig(receiver, await Engine.StartAsync(n => n
            .AddWebhook("hook", o =>
            {
                (o.Url, o.AllowHttp, o.AllowPrivateNetworks) = (receiver.Address + "/hook", true, true);
                o.SigningSecrets.Add(Secret);
            })
            .ConfigureChannel("hook", static c => c.Workers = Concurrency)
            .AddRule("orders", static r => r.OnEvent("order.*").To("hook"))));
    }

    public async ValueTask<Sample> RunAsync()
    {
        var before = _engine.Read();
        var count = await _receiver.CountAsync();
        var watch = new Stopwatch();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        watch.Start();
        for (var i = 0; i < Items; i++)
            await _engine.Publisher.PublishAsync(Events.Order(i));
        await _engine.Control.WaitForIdleAsync();
        watch.Stop();
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        await _engine.VerifyAsync(before, Items, Items);
        if (await _receiver.CountAsync() - count is var received and not Items)
            throw new AccountingException($"The receiver got {received} requests instead of {Items}");
        return new Sample(Items / watch.Elapsed.TotalSeconds, bytes / (double)Items);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _receiver.Dispose();
    }
}
