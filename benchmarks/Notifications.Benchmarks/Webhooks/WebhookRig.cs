using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Webhooks;

/// <summary>Signed webhooks through the engine, by sixteen workers.</summary>
internal static class WebhookRig
{
    public const int Items = 20_000;
    public const int Concurrency = 16;
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static async ValueTask<IRig> CreateAsync()
    {
        var receiver = await Counterpart.StartAsync(Receiver.Argument);
        var engine = await Engine.StartAsync(n => n
            .AddWebhook("hook", o =>
            {
                (o.Url, o.AllowHttp, o.AllowPrivateNetworks) = (receiver.Address + "/hook", true, true);
                o.SigningSecrets.Add(Secret);
            })
            .ConfigureChannel("hook", static c => c.Workers = Concurrency)
            .AddRule("orders", static r => r.OnEvent("order.*").To("hook")));
        return new EngineSendRig(receiver, engine, Items);
    }
}
