using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Templates;
using Notifications.Configuration;

namespace Notifications.Benchmarks.Rigs;

/// <summary>500 rules with debounce, each event a key of its own; 100 channels, each under a limit that is never reached. On wish every rule has the template of an alert.</summary>
internal sealed class FullRig : IRig
{
    private const int Items = 200_000;

    // Short, so that the episodes of a run also end within it: their end is part of the cost.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private readonly Tally _tally;
    private readonly Engine _engine;
    private readonly bool _templates;
    private int _first;

    private FullRig(Tally tally, Engine engine, bool templates) => (_tally, _engine, _templates) = (tally, engine, templates);

    public static async ValueTask<IRig> CreateAsync(bool templates)
    {
        var tally = new Tally();
        var engine = await Engine.StartAsync(n =>
        {
            if (templates)
                n.AddTemplate(AlertTemplate.Document);
            for (var i = 0; i < RuleMix.Channels; i++)
                n.AddChannel(RuleMix.ChannelOf(i), new NoOpChannel(tally));
            for (var i = 0; i < RuleMix.Count; i++)
                AddRule(n, i, templates);
            n.AddLimit("channel", static l => l.Per(LimitScope.Channel).Allow(1_000_000, TimeSpan.FromSeconds(1)));
        });
        return new FullRig(tally, engine, templates);
    }

    public async ValueTask<Sample> RunAsync()
    {
        var before = _engine.Read();
        var sample = await Producers.RunAsync(Items, Items, _tally, PublishAsync);
        _first += Items;
        await _engine.VerifyAsync(before, Items, Items);
        while (_engine.Control.NextDue is not null)
            await Task.Delay(10);
        return sample;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static void AddRule(INotificationsBuilder n, int index, bool templates) => n.AddRule($"rule{index}", r =>
    {
        r.OnEvent(RuleMix.Pattern(index)).MinSeverity(RuleMix.MinSeverity(index)).To(RuleMix.ChannelOf(index)).Debounce(Window);
        if (RuleMix.Condition(index) is { } condition)
            r.When(condition);
        if (templates)
            r.Template(AlertTemplate.Name);
    });

    private async Task PublishAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
            await _engine.Publisher.PublishAsync(RuleMix.Event(_first + i, _templates ? AlertTemplate.LabelsOf(i) : null));
    }
}
