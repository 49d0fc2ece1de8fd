using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;
using Notifications.Email;

namespace Notifications.Benchmarks.Mail;

/// <summary>Mails through the engine, composed one by one, by eight workers over eight connections.</summary>
internal static class SmtpRig
{
    public const int Items = 8_000;
    public const int Connections = 8;

    public static async ValueTask<IRig> CreateAsync()
    {
        var sink = await Counterpart.StartAsync(Sink.Argument);
        var port = int.Parse(sink.Address, CultureInfo.InvariantCulture);
        var engine = await Engine.StartAsync(n =>
        {
            MailContent.Add(n);
            n.Services.AddLogging();
            n.AddEmail("email", o =>
                {
                    (o.Host, o.Port, o.Security, o.MaxConnections) = ("127.0.0.1", port, EmailSecurity.None, Connections);
                    (o.From, o.To, o.MessagesPerConnection) = ("ops@acme.test", "oncall@acme.test", 1_000_000);
                })
                .ConfigureChannel("email", static c => c.Workers = Connections)
                .AddRule("orders", static r => r.OnEvent("order.*").To("email"));
        });
        return new EngineSendRig(sink, engine, Items);
    }
}
