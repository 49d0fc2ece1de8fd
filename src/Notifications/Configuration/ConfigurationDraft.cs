using Notifications.Spelling;

namespace Notifications.Configuration;

/// <summary>The documents of one load, before they are checked. Owns copies: what code wrote stays as it was for the next load.</summary>
internal sealed class ConfigurationDraft
{
    private readonly Dictionary<string, string> _channelNames = new(StringComparer.OrdinalIgnoreCase);

    public ConfigurationDraft(IReadOnlyCollection<string> channelNames, IReadOnlyCollection<string>? channelKinds = null)
    {
        ChannelKinds = channelKinds ?? [];
        foreach (var name in channelNames)
        {
            if (_channelNames.TryAdd(name, name))
                Channels.Add(name, new ChannelOptions());
        }
    }

    public Dictionary<string, RuleDocument> Rules { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, LimitDocument> Limits { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, InhibitionDocument> Inhibitions { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, FixedSilence> Silences { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, EventTypeDocument> EventTypes { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, ChannelOptions> Channels { get; } = new(StringComparer.OrdinalIgnoreCase);

    public NotificationsOptions Engine { get; } = new();

    /// <summary>What the channels are, such as <c>email</c>.</summary>
    public IReadOnlyCollection<string> ChannelKinds { get; }

    public IReadOnlyCollection<string> ChannelNames => _channelNames.Keys;

    public void AddCode(ConfigurationInputs inputs, ErrorList errors)
    {
        foreach (var rule in inputs.Rules)
        {
            if (!Rules.TryAdd(rule.Name, rule.Copy()))
                errors.Add($"Rules:{rule.Name}", $"the name '{rule.Name}' is used by two rules in code; rename one of them");
        }

        foreach (var limit in inputs.Limits)
        {
            if (!Limits.TryAdd(limit.Name, limit with { }))
                errors.Add($"Limits:{limit.Name}", $"the name '{limit.Name}' is used by two limits in code; rename one of them");
        }

        foreach (var inhibition in inputs.Inhibitions)
        {
            if (!Inhibitions.TryAdd(inhibition.Name, inhibition.Copy()))
                errors.Add($"Inhibitions:{inhibition.Name}", $"the name '{inhibition.Name}' is used by two inhibitions in code; rename one of them");
        }

        foreach (var silence in inputs.Silences)
        {
            if (!Silences.TryAdd(silence.Name, silence.Copy()))
                errors.Add($"Silences:{silence.Name}", $"the name '{silence.Name}' is used by two silences in code; rename one of them");
        }

        foreach (var type in inputs.EventTypeDocuments)
        {
            if (!EventTypes.TryAdd(type.Name, type))
                errors.Add($"EventTypes:{type.Name}", $"the name '{type.Name}' is used by two event types in code; remove one of them");
        }

        foreach (var (name, configure) in inputs.Channels)
        {
            if (Channel(name, $"Channels:{name}", errors) is { } options)
                configure(options);
        }

        foreach (var configure in inputs.Engine)
            configure(Engine);
    }

    public RuleDocument Rule(string name)
    {
        if (!Rules.TryGetValue(name, out var rule))
            Rules.Add(name, rule = new RuleDocument { Name = name });
        return rule;
    }

    public EventTypeDocument EventType(string name) => EventTypes.TryGetValue(name, out var type) ? type : new EventTypeDocument { Name = name };

    public LimitDocument Limit(string name)
    {
        if (!Limits.TryGetValue(name, out var limit))
            Limits.Add(name, limit = new LimitDocument { Name = name });
        return limit;
    }

    public InhibitionDocument Inhibition(string name)
    {
        if (!Inhibitions.TryGetValue(name, out var inhibition))
            Inhibitions.Add(name, inhibition = new InhibitionDocument { Name = name });
        return inhibition;
    }

    public FixedSilence Silence(string name)
    {
        if (!Silences.TryGetValue(name, out var silence))
            Silences.Add(name, silence = new FixedSilence(name));
        return silence;
    }

    public ChannelOptions? Channel(string name, string path, ErrorList errors)
    {
        if (Channels.TryGetValue(name, out var options))
            return options;
        errors.Add(path, MissingChannel(name));
        return null;
    }

    public string MissingChannel(string name) => Suggestion.Closest(name, ChannelNames) is { } closest
        ? $"there is no channel '{name}'; did you mean '{closest}'? If not, add it with AddChannel or its package's verb"
        : $"there is no channel '{name}'; add it with AddChannel or its package's verb, or write one of those there are: {Suggestion.List(ChannelNames)}";

    public bool HasChannel(string name) => _channelNames.ContainsKey(name);

    /// <summary>Writes the names of channels as they were registered, so that later stages need not ignore case.</summary>
    public void NameChannels()
    {
        foreach (var rule in Rules.Values)
        {
            NameChannels(rule.Targets);
            NameChannels(rule.Fallback);
        }

        foreach (var options in Channels.Values)
        {
            options.Fallback = [.. options.Fallback];
            NameChannels(options.Fallback);
        }

        foreach (var limit in Limits.Values)
        {
            limit.Channel = Registered(limit.Channel);
            if (limit.Scope == LimitScope.Channel)
                limit.ScopeId = Registered(limit.ScopeId);
        }
    }

    private void NameChannels(IList<RuleTarget> targets)
    {
        for (var i = 0; i < targets.Count; i++)
            targets[i] = targets[i] with { Channel = Registered(targets[i].Channel) };
    }

    private string? Registered(string? name) => name is not null && _channelNames.TryGetValue(name, out var registered) ? registered : name;
}
