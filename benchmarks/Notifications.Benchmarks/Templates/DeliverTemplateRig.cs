using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;
using Notifications.Configuration;

namespace Notifications.Benchmarks.Templates;

/// <summary><c>deliver.full</c>, every rule with the template of an alert.</summary>
internal sealed class DeliverTemplateRig : IRig
{
    private const int Items = 200_000;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private readonly Tally _tally;
    private readonly Engine _engine;
    private int _first;

    private DeliverTemplateRig(Tally tally, Engine engine) => (_tally, _engine) = (tally, engine);

    public static async ValueTask<IRig> CreateAsync()
    {
        var tally = new Tally();
        return new DeliverTemplateRig(tally, await Engine.StartAsync(n =>
        {
            n.AddTemplate(AlertTemplate.Document);
            for (var i = 0; i < RuleMix.Channels; i++)
                n.AddChannel(RuleMix.ChannelOf(i), new NoOpChannel(tally));
            for (var i = 0; i < RuleMix.Count; i++)
                AddRule(n, i);
            n.AddLimit("channel", static l => l.Per(LimitScope.Channel).Allow(1_000_000, TimeSpan.FromSeconds(1)));
        }));
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

    private static void AddRule(INotificationsBuilder n, int index) => n.AddRule($"rule{index}", r =>
    {
        r.OnEvent(RuleMix.Pattern(index)).MinSeverity(RuleMix.MinSeverity(index)).To(RuleMix.ChannelOf(index)).Debounce(Window).Template(AlertTemplate.Name);
        if (RuleMix.Condition(index) is { } condition)
            r.When(condition);
    });

    private async Task PublishAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
            await _engine.Publisher.PublishAsync(RuleMix.Event(_first + i, AlertTemplate.LabelsOf(i)));
    }
}
