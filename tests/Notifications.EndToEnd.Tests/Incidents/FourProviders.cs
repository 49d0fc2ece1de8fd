using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifications.Email;
using Notifications.Email.Tests.Support;
using Notifications.EndToEnd.Tests.Support;
using Notifications.Hosting;
using Notifications.PagerDuty.Tests.Support;
using Notifications.Simulation;
using Notifications.Slack.Tests.Support;

namespace Notifications.EndToEnd.Tests.Incidents;

/// <summary>A host that tells its incidents on four channels at once, and the four servers behind them, which fail when told.</summary>
/// <remarks>The servers are real, the time is not: it stands still while an answer is on its way, however slow the machine is, and passes while nothing but hangs is under way.</remarks>
internal sealed class FourProviders : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly SimulatedClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly List<DateTimeOffset> _hangs = [];
    private readonly ConcurrentQueue<int> _hookFaults = [];
    private readonly ConcurrentQueue<string> _mailFaults = [];
    private int _pagerHangs;
    private IHost? _host;

    private FourProviders(FakeSlack slack, FakePagerDuty pagerDuty)
    {
        Slack = slack;
        PagerDuty = pagerDuty;
        Mail = new SinkServer { Reply = ReplyTo };
    }

    public FakeSlack Slack { get; }

    public FakePagerDuty PagerDuty { get; }

    public SinkServer Mail { get; }

    public Receiver Hook { get; private set; } = null!;

    public INotificationEngine Engine => _host!.Services.GetRequiredService<INotificationEngine>();

    /// <summary>The mails in the order of their first attempts, each once.</summary>
    public string[] Mails => [.. Mail.Messages.DistinctBy(static mail => Header(mail, "Message-ID"))];

    public static async Task<FourProviders> StartAsync(string? journal = null)
    {
        var all = new FourProviders(await FakeSlack.StartAsync(), await FakePagerDuty.StartAsync());
        all.Hook = await Receiver.StartAsync(() => all._hookFaults.TryDequeue(out var status) ? status > 0 ? status : all.Hang(0) : 200);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(all._clock);
        builder.Services.AddNotifications(n => all.Configure(n, journal));
        all._host = builder.Build();
        await all._host.StartAsync(TestContext.Current.CancellationToken);
        return all;
    }

    /// <summary>What goes wrong with the next attempts, one fault for each word: <c>throttle</c>, <c>fail</c>, <c>hang</c>.</summary>
    public void Break(string channel, params ReadOnlySpan<string> faults)
    {
        foreach (var fault in faults)
            Break(channel, fault);
    }

    public async Task<PublishResult> PublishAsync(Outage outage) =>
        await _host!.Services.GetRequiredService<IIncidentPublisher<Outage>>().PublishAsync(outage, TestContext.Current.CancellationToken);

    /// <summary>Waits until everything is told, retries too.</summary>
    public async Task SettleAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var engine = _host!.Services.GetRequiredService<NotificationEngine>();
        while (Engine.GetStatistics().Pending > 0)
        {
            if (engine.IsIdle(CountHangs()) && _clock.NextTimerDue is { } due)
                _clock.AdvanceTo(due);
            else
                await Task.Delay(5, limit.Token);
        }
    }

    public static string? Header(string mail, string name)
    {
        var head = mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal);
        return head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        await Hook.DisposeAsync();
        await Mail.DisposeAsync();
        await PagerDuty.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private void Configure(INotificationsBuilder n, string? journal)
    {
        n.AddIncidents<Outage>(Outage.Map)
            .AddSlack("slack", o =>
            {
                o.ApiUrl = Slack.ApiUrl;
                o.AllowPrivateNetworks = true;
                o.BotToken = FakeSlack.Token;
                o.Channel = "C0OPS";
                o.DestinationInterval = TimeSpan.Zero;
            })
            .AddPagerDuty("pager", o =>
            {
                o.Url = PagerDuty.Url;
                o.AllowPrivateNetworks = true;
                o.RoutingKey = FakePagerDuty.Key;
            })
            .AddEmail("email", o =>
            {
                o.Host = "127.0.0.1";
                o.Port = Mail.Port;
                o.Security = EmailSecurity.None;
                o.From = "outages@acme.test";
                o.To = "oncall@acme.test";
            })
            .AddWebhook("hook", o =>
            {
                o.Url = Hook.Url;
                o.AllowHttp = true;
                o.AllowPrivateNetworks = true;
            })
            .AddRule("incidents", r => r.OnEvent("incident.*").To("slack").To("pager").To("email").To("hook"));
        foreach (var channel in (string[])["slack", "pager", "email", "hook"])
        {
            n.ConfigureChannel(channel, o =>
            {
                o.Timeout = Timeout;
                o.BaseDelay = TimeSpan.FromMilliseconds(10);
                o.BreakerPause = TimeSpan.FromMilliseconds(50);
            });
        }

        if (journal is not null)
            n.AddJournal(journal);
    }

    private void Break(string channel, string fault)
    {
        switch (channel)
        {
            case "slack" when fault == "hang":
                Slack.Instead.Enqueue(context => Task.Delay(Hang(-1), context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default));
                break;
            case "slack":
                Slack.Answer(fault == "fail" ? 503 : 429, "", fault == "fail" ? null : "1");
                break;
            case "pager":
                _pagerHangs += fault == "hang" ? 1 : 0;
                PagerDuty.Faults.Enqueue(fault switch { "hang" => PagerDutyFault.Hang, "fail" => new(500), _ => new(429, "1") });
                break;
            case "hook":
                _hookFaults.Enqueue(fault switch { "hang" => 0, "fail" => 502, _ => 429 });
                break;
            default:
                _mailFaults.Enqueue(fault switch { "hang" => "hang", "fail" => "421 4.3.2 later", _ => "451 4.7.1 slowly" });
                break;
        }
    }

    // Before a mail is taken, so that it is known that it was not.
    private string? ReplyTo(string command) => command != "DATA" || !_mailFaults.TryDequeue(out var fault) ? null : fault == "hang" ? Hang(fault) : fault;

    /// <summary>From now on an attempt has no answer, until its time is over.</summary>
    private T Hang<T>(T what)
    {
        lock (_hangs)
            _hangs.Add(_clock.GetUtcNow() + Timeout);
        return what;
    }

    private int CountHangs()
    {
        for (var left = PagerDuty.Faults.Count(static f => f == PagerDutyFault.Hang); _pagerHangs > left; _pagerHangs--)
            Hang(0);
        lock (_hangs)
        {
            _hangs.RemoveAll(until => until <= _clock.GetUtcNow());
            return _hangs.Count;
        }
    }
}
