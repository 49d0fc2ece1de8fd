namespace Notifications;

/// <summary>The configured rules, as an <see cref="INotificationRouter"/> sees them while it decides about one event.</summary>
public interface IRoutingRules
{
    /// <summary>The names of the enabled rules in their order, the catch-all rules last.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Asks one rule.</summary>
    /// <param name="name">The rule's name, in any case.</param>
    /// <returns>True when all that the rule states holds for the event; false also when there is no such rule.</returns>
    bool Matches(string name);

    /// <summary>Asks all rules, as the built-in router does: in order, with <c>stop</c> honoured, without the catch-all rules.</summary>
    /// <returns>The names of the rules that match.</returns>
    IReadOnlyList<string> Match();
}
