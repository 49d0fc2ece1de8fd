using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;
using Notifications.Email;

namespace Notifications.Benchmarks.Mail;

/// <summary>Mails through the engine, composed one by one, by eight workers over eight connections.</summary>
internal sealed class SmtpRig : IRig
{
    public const int Items = 8_000;
    public const int Connections = 8;

    private readonly SinkProcess _sink;
    private readonly Engine _engine;

    private SmtpRig(SinkProcess sink, Engine engine) => (_sink, _engine) = (sink, engine);

    public static async ValueTask<IRig> CreateAsync()
    {
        var sink = await SinkProcess.StartAsync();
        return new SmtpRig(sink, await Engine.StartAsync(n =>
        {
            MailContent.Add(n);
            n.Services.AddLogging();
            n.AddEmail("email", o =>
                {
                    (o.Host, o.Port, o.Security, o.MaxConnections) = ("127.0.0.1", sink.Port, EmailSecurity.None, Connections);
                    (o.From, o.To, o.MessagesPerConnection) = ("ops@acme.test", "oncall@acme.test", 1_000_000);
                })
                .ConfigureChannel("email", static c => c.Workers = Connections)
                .AddRule("orders", static r => r.OnEvent("order.*").To("email"));
        }));
    }

    public async ValueTask<Sample> RunAsync()
    {
        var before = _engine.Read();
        var count = await _sink.CountAsync();
        var watch = new Stopwatch();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        watch.Start();
        for (var i = 0; i < Items; i++)
            await _engine.Publisher.PublishAsync(Events.Order(i));
        await _engine.Control.WaitForIdleAsync();
        watch.Stop();
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        await _engine.VerifyAsync(before, Items, Items);
        if (await _sink.CountAsync() - count is var received and not Items)
            throw new AccountingException($"The sink got {received} mails instead of {Items}");
        return new Sample(Items / watch.Elapsed.TotalSeconds, bytes / (double)Items);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _sink.Dispose();
    }
}
