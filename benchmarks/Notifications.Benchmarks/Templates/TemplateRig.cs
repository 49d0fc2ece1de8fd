using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Templates;

/// <summary>Renders an alert again and again on one thread: by our engine, or by Handlebars.Net called by hand.</summary>
internal sealed class TemplateRig : IRig
{
    private const int Renders = 200_000;

    private readonly Func<NotificationEvent, NotificationContent?> _render;
    private readonly ServiceProvider? _services;

    private TemplateRig(Func<NotificationEvent, NotificationContent?> render, ServiceProvider? services) => (_render, _services) = (render, services);

    public static ValueTask<IRig> CreateAsync()
    {
        var services = new ServiceCollection().AddNotifications(static n => n.AddTemplate(AlertTemplate.Document)).BuildServiceProvider();
        var engine = services.GetRequiredService<ITemplateEngine>();
        return new(new TemplateRig(e => engine.Render(new TemplateContext { Event = e, Channel = "email", ChannelType = "email", Template = AlertTemplate.Name, Locale = "en" }), services));
    }

    public static ValueTask<IRig> CreateByHandAsync() => new(new TemplateRig(AlertTemplate.ByHand(), null));

    public ValueTask<Sample> RunAsync()
    {
        var events = Enumerable.Range(0, 64).Select(static i => RuleMix.Event(i, AlertTemplate.LabelsOf(i))).ToArray();
        long length = 0;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Renders; i++)
            length += _render(events[i & 63])!.Text.Length;
        var elapsed = Stopwatch.GetElapsedTime(started);
        var perRender = (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Renders;
        return length / Renders is > 50 and < 90
            ? new(new Sample(Renders / elapsed.TotalSeconds, perRender))
            : throw new AccountingException($"a text has {length / Renders} characters on average");
    }

    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;
}
