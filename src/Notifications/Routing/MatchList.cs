using System.Runtime.CompilerServices;

namespace Notifications.Routing;

/// <summary>The rules that matched an event, in their order. Up to eight cost no allocation. Not for sharing between threads.</summary>
internal struct MatchList
{
    private const int Inline = 8;

    private InlineRules _first;
    private CompiledRule[]? _more;
    private List<MatchFailure>? _failures;

    public int Count { get; private set; }

    /// <summary>No ordinary rule matched, the list holds catch-all rules.</summary>
    public bool IsCatchAll { get; set; }

    /// <summary>Conditions that failed and counted as false; null when there are none.</summary>
    public readonly IReadOnlyList<MatchFailure>? Failures => _failures;

    public readonly CompiledRule this[int index] => index < Inline ? _first[index]! : _more![index - Inline];

    public void Add(CompiledRule rule)
    {
        if (Count < Inline)
        {
            _first[Count++] = rule;
            return;
        }

        var at = Count++ - Inline;
        if (_more is null || at == _more.Length)
            Array.Resize(ref _more, Math.Max(Inline, at * 2));
        _more[at] = rule;
    }

    /// <summary>One of the rules holds events back: a debounce, a batch, a schedule.</summary>
    public readonly bool AnyHolds()
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Holds)
                return true;
        }

        return false;
    }

    /// <summary>One of the rules debounces.</summary>
    public readonly bool AnyDebounces()
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Debounce is { Enabled: true })
                return true;
        }

        return false;
    }

    /// <summary>One of the rules gathers events: in a batch, or for a schedule.</summary>
    public readonly bool AnyBatches()
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Batch is not null || this[i].Schedule is not null)
                return true;
        }

        return false;
    }

    /// <summary>At most as many failures as are useful to somebody who reads the trace.</summary>
    public void AddFailure(CompiledRule? rule, string message)
    {
        _failures ??= [];
        if (_failures.Count < 32)
            _failures.Add(new MatchFailure(rule, message));
    }

    public void Clear()
    {
        _first = default;
        _more = null;
        _failures = null;
        Count = 0;
        IsCatchAll = false;
    }

    [InlineArray(Inline)]
    private struct InlineRules
    {
        private CompiledRule? _rule;
    }
}
