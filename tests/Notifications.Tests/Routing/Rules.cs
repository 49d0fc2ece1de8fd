using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Tests.Routing;

/// <summary>Rules and events in few words.</summary>
internal static class Rules
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static RuleDocument Rule(string name, Action<RuleBuilder>? configure = null, bool catchAll = false)
    {
        var builder = new RuleBuilder(name, catchAll);
        configure?.Invoke(builder);
        if (builder.Document.Targets.Count == 0)
            builder.To("pager");
        return builder.Document;
    }

    public static RuleSet Compile(params IEnumerable<RuleDocument> documents) => Compile([], documents);

    public static RuleSet Compile(EventTypeEntry[] eventTypes, params IEnumerable<RuleDocument> documents)
    {
        var errors = new ErrorList();
        var rules = RuleCompiler.Compile(documents, new EventTypeRegistry(eventTypes), errors);
        errors.ToArray().ShouldBeEmpty();
        return rules;
    }

    public static IReadOnlyList<ConfigurationError> Errors(RuleDocument document)
    {
        var errors = new ErrorList();
        RuleCompiler.Compile([document], new EventTypeRegistry([]), errors);
        return errors.ToArray();
    }

    public static NotificationEvent Event(string type = "incident.detected", string? data = null, params (string Name, string Value)[] labels) => new()
    {
        Type = type,
        Data = data is null ? null : EventData.FromJson(data),
        Labels = LabelSet.From(labels.ToDictionary(static l => l.Name, static l => l.Value)),
    };

    public static string[] Match(this RuleSet rules, NotificationEvent notificationEvent, object? typed = null, DateTimeOffset? now = null)
    {
        MatchList matches = default;
        rules.Match(notificationEvent, typed, now ?? Now, ref matches);
        return Names(matches);
    }

    public static string[] Names(in MatchList matches)
    {
        var names = new string[matches.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = matches[i].Name;
        return names;
    }

    public static ConfigurationSource Source(Action<INotificationsBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(new Builder(services));
        return new ConfigurationSource(ConfigurationInputs.Of(services));
    }

    private sealed record Builder(IServiceCollection Services) : INotificationsBuilder;
}
