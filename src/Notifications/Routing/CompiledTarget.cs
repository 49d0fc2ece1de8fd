using Notifications.Configuration;

namespace Notifications.Routing;

/// <summary>A target of a rule or fallback, frozen.</summary>
internal sealed class CompiledTarget
{
    public CompiledTarget(RuleTarget target, RecipientExpression? expression = null)
    {
        Expression = expression;
        Channel = target.Channel;
        Destination = target.Destination;
        Recipient = target.Recipient;
        DestinationSelector = target.DestinationSelector;
        RecipientSelector = target.RecipientSelector;
    }

    /// <summary>Null: each channel on which the recipient has an address.</summary>
    public string? Channel { get; }

    public string? Destination { get; }

    public Recipient? Recipient { get; }

    public Func<NotificationEvent, string?>? DestinationSelector { get; }

    public Func<NotificationEvent, IReadOnlyList<Recipient>>? RecipientSelector { get; }

    public RecipientExpression? Expression { get; }

    /// <summary>Where it goes depends on the event.</summary>
    public bool IsFromEvent => Expression is not null || DestinationSelector is not null || RecipientSelector is not null;

    /// <summary>The target needs the host's recipient resolver.</summary>
    public bool NeedsResolver => RecipientSelector is not null || Recipient is { Kind: not RecipientKind.Address } || Expression is { Kind: not RecipientKind.Address };

    public static CompiledTarget[] Freeze(IList<RuleTarget> targets, string path, ErrorList errors)
    {
        var compiled = new CompiledTarget[targets.Count];
        for (var i = 0; i < compiled.Length; i++)
            compiled[i] = new CompiledTarget(targets[i], RecipientExpression.Compile(targets[i], $"{path}:{i}:To", errors));
        return compiled;
    }
}
