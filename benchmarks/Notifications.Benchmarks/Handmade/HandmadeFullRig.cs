using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Handmade;

/// <summary>The limit of <c>deliver.full</c>: each event is held against all 500 rules in turn. It neither debounces nor limits.</summary>
internal sealed class HandmadeFullRig : IRig
{
    private const int Items = 200_000;
    private readonly Tally _tally = new();
    private readonly HandmadeFull _queue = new();
    private readonly HandmadeRule[] _rules;

    private HandmadeFullRig()
    {
        _rules = new HandmadeRule[RuleMix.Count];
        for (var i = 0; i < _rules.Length; i++)
            _rules[i] = new HandmadeRule(RuleMix.Pattern(i), RuleMix.MinSeverity(i), RuleMix.Condition(i), _tally);
    }

    public static async ValueTask<IRig> CreateAsync()
    {
        var rig = new HandmadeFullRig();
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
            var e = RuleMix.Event(i);
            foreach (var rule in _rules)
            {
                if (rule.IsMatch(e))
                    await _queue.EnqueueAsync((e, rule.Target));
            }
        }
    }
}
