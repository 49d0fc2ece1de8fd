using Notifications;
using Notifications.Configuration;

// In the framework's namespace, so that AddRule is found without a further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds rules.</summary>
public static class NotificationsBuilderRuleExtensions
{
    /// <summary>Adds a rule. Configuration with the same name is laid over it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name: 1 to 128 characters, unique ignoring case; a second rule of the name in code stops the start.</param>
    /// <param name="configure">Writes the rule.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddRule(this INotificationsBuilder builder, string name, Action<RuleBuilder> configure) =>
        Add(builder, new RuleBuilder(name, isCatchAll: false), configure);

    /// <summary>Adds a rule for events that no other rule matches.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name: 1 to 128 characters, unique ignoring case; a second rule of the name in code stops the start.</param>
    /// <param name="configure">Writes the rule; what it states must hold as well.</param>
    /// <returns>The builder.</returns>
    public static INotificationsBuilder AddCatchAll(this INotificationsBuilder builder, string name, Action<RuleBuilder> configure) =>
        Add(builder, new RuleBuilder(name, isCatchAll: true), configure);

    private static INotificationsBuilder Add(INotificationsBuilder builder, RuleBuilder rule, Action<RuleBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(rule);
        ConfigurationInputs.Of(builder.Services).Rules.Add(rule.Document);
        return builder;
    }
}
