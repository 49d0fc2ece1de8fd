using Notifications.Benchmarks.Handmade;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Templates;

/// <summary>The limit of <c>deliver.template</c>: as that of <c>deliver.full</c>, with each event's texts rendered by Handlebars.Net before it is queued.</summary>
internal sealed class HandmadeTemplateRig : IRig
{
    private const int Items = 200_000;
    private readonly Tally _tally = new();
    private readonly HandmadeTemplates _queue = new();
    private readonly HandmadeRule[] _rules;
    private readonly Func<NotificationEvent, NotificationContent> _render = AlertTemplate.ByHand();

    private HandmadeTemplateRig()
    {
        _rules = new HandmadeRule[RuleMix.Count];
        for (var i = 0; i < _rules.Length; i++)
            _rules[i] = new HandmadeRule(RuleMix.Pattern(i), RuleMix.MinSeverity(i), RuleMix.Condition(i), _tally);
    }

    public static async ValueTask<IRig> CreateAsync()
    {
        var rig = new HandmadeTemplateRig();
        await rig._queue.StartAsync(CancellationToken.None);
        return rig;
    }

    public ValueTask<Sample> RunAsync() => Producers.RunAsync(Items, Items, _tally, PublishAsync);

    public async ValueTask DisposeAsync()
    {
        await _queue.StopAsync(CancellationToken.None);
        _queue.Dispose();
    }

    private async Task PublishAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var e = RuleMix.Event(i, AlertTemplate.LabelsOf(i));
            foreach (var rule in _rules)
            {
                if (rule.IsMatch(e))
                    await _queue.EnqueueAsync((_render(e), rule.Target));
            }
        }
    }
}
