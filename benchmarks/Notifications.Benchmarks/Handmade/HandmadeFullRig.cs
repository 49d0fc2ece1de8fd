using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Handmade;

/// <summary>The limit of <c>deliver.full</c> and <c>deliver.template</c>: each event is held against all 500 rules in turn, and what each match makes of it is queued. It neither debounces nor limits.</summary>
internal sealed class HandmadeFullRig<T> : HandmadeRig<(T Item, Tally Target)>
{
    private readonly Func<int, NotificationEvent> _eventOf;
    private readonly Func<NotificationEvent, T> _itemOf;
    private readonly HandmadeRule[] _rules;

    private HandmadeFullRig(Tally tally, HandmadeQueue<(T Item, Tally Target)> queue, Func<int, NotificationEvent> eventOf, Func<NotificationEvent, T> itemOf)
        : base(200_000, tally, queue)
    {
        (_eventOf, _itemOf) = (eventOf, itemOf);
        _rules = new HandmadeRule[RuleMix.Count];
        for (var i = 0; i < _rules.Length; i++)
            _rules[i] = new HandmadeRule(RuleMix.Pattern(i), RuleMix.MinSeverity(i), RuleMix.Condition(i), tally);
    }

    public static ValueTask<IRig> CreateAsync(HandmadeQueue<(T Item, Tally Target)> queue, Func<int, NotificationEvent> eventOf, Func<NotificationEvent, T> itemOf) =>
        new HandmadeFullRig<T>(new Tally(), queue, eventOf, itemOf).StartAsync();

    protected override async Task PublishAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var e = _eventOf(i);
            foreach (var rule in _rules)
            {
                if (rule.IsMatch(e))
                    await Queue.EnqueueAsync((_itemOf(e), rule.Target));
            }
        }
    }
}
