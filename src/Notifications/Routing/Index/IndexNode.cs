namespace Notifications.Routing.Index;

/// <summary>A level of the index: rules that have to be looked at, and further levels that an event reaches by what it has.</summary>
internal sealed class IndexNode
{
    private const int BucketsForEachKey = 4;

    private readonly int[] _countBySeverity = new int[(int)Severity.Critical + 1];
    private int[] _rest = [];
    private Dictionary<string, IndexNode>? _types;
    private Dictionary<string, IndexNode>? _prefixes;
    private Dictionary<string, IndexNode>? _suffixes;
    private Dictionary<string, IndexNode>? _sources;
    private Dictionary<string, IndexNode>? _tenants;
    private Dictionary<string, Dictionary<string, IndexNode>>? _labels;
    private string[] _labelNames = [];

    /// <summary>Files rules that nothing tells apart, by minimum severity, so that an event sees only those that it is bad enough for.</summary>
    public void SetRest(List<CompiledRule> rules)
    {
        rules.Sort(static (a, b) => a.Conditions.MinSeverity.CompareTo(b.Conditions.MinSeverity));
        _rest = new int[rules.Count];
        for (var i = 0; i < _rest.Length; i++)
        {
            _rest[i] = rules[i].Ordinal;
            for (var severity = (int)rules[i].Conditions.MinSeverity; severity < _countBySeverity.Length; severity++)
                _countBySeverity[severity]++;
        }
    }

    public void Add(AnchorKey key, IndexNode below)
    {
        switch (key.Kind)
        {
            case AnchorKind.Type: (_types ??= NewMap()).Add(key.Value, below); break;
            case AnchorKind.TypePrefix: (_prefixes ??= NewMap()).Add(key.Value, below); break;
            case AnchorKind.TypeSuffix: (_suffixes ??= NewMap()).Add(key.Value, below); break;
            case AnchorKind.Source: (_sources ??= NewMap()).Add(key.Value, below); break;
            case AnchorKind.Tenant: (_tenants ??= NewMap()).Add(key.Value, below); break;
            default: AddLabel(key, below); break;
        }
    }

    /// <summary>Makes room in the maps once they are full: a lookup that shares its bucket with no other key costs the same for ten rules and for thousands.</summary>
    public void Spread()
    {
        Spread(_types);
        Spread(_prefixes);
        Spread(_suffixes);
        Spread(_sources);
        Spread(_tenants);
        foreach (var name in _labelNames)
            Spread(_labels![name]);
    }

    public void Collect(NotificationEvent notificationEvent, CandidateSet candidates)
    {
        foreach (var ordinal in _rest.AsSpan(0, _countBySeverity[Math.Min((int)notificationEvent.Severity, _countBySeverity.Length - 1)]))
            candidates.Add(ordinal);
        IndexNode? below;
        if (_types is not null && _types.TryGetValue(notificationEvent.Type, out below))
            below.Collect(notificationEvent, candidates);
        if (_sources is not null && _sources.TryGetValue(notificationEvent.Source ?? string.Empty, out below))
            below.Collect(notificationEvent, candidates);
        if (_tenants is not null && _tenants.TryGetValue(notificationEvent.TenantId ?? string.Empty, out below))
            below.Collect(notificationEvent, candidates);
        if (_prefixes is not null || _suffixes is not null)
            CollectSegments(notificationEvent, candidates);
        if (_labels is not null)
            CollectLabels(_labels, notificationEvent, candidates);
    }

    private static void Spread(Dictionary<string, IndexNode>? map) => map?.EnsureCapacity(map.Count * BucketsForEachKey);

    private static Dictionary<string, IndexNode> NewMap() => new(StringComparer.Ordinal);

    private void AddLabel(AnchorKey key, IndexNode below)
    {
        _labels ??= new Dictionary<string, Dictionary<string, IndexNode>>(StringComparer.Ordinal);
        if (!_labels.TryGetValue(key.Label, out var values))
        {
            _labels.Add(key.Label, values = NewMap());
            _labelNames = [.. _labelNames, key.Label];
        }

        values.Add(key.Value, below);
    }

    private void CollectSegments(NotificationEvent notificationEvent, CandidateSet candidates)
    {
        var type = notificationEvent.Type.AsSpan();
        for (var dot = type.IndexOf('.'); dot >= 0;)
        {
            if (_prefixes is not null && _prefixes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(type[..dot], out var below))
                below.Collect(notificationEvent, candidates);
            if (_suffixes is not null && _suffixes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(type[(dot + 1)..], out below))
                below.Collect(notificationEvent, candidates);
            var next = type[(dot + 1)..].IndexOf('.');
            dot = next < 0 ? -1 : dot + 1 + next;
        }
    }

    private void CollectLabels(Dictionary<string, Dictionary<string, IndexNode>> labels, NotificationEvent notificationEvent, CandidateSet candidates)
    {
        // The shorter side is walked; only our own set can be walked without an enumerator on the heap.
        if (notificationEvent.Labels is LabelSet set && set.Count < _labelNames.Length)
        {
            foreach (ref readonly var pair in set.Pairs)
            {
                if (labels.TryGetValue(pair.Key, out var values) && values.TryGetValue(pair.Value, out var below))
                    below.Collect(notificationEvent, candidates);
            }

            return;
        }

        foreach (var name in _labelNames)
        {
            if (notificationEvent.Labels.TryGetValue(name, out var value) && labels[name].TryGetValue(value, out var below))
                below.Collect(notificationEvent, candidates);
        }
    }
}
