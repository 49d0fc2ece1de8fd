namespace Notifications.Configuration;

/// <summary>Checks rules: names, ranges, targets. What has to be compiled is checked by compiling it.</summary>
internal static class RuleValidator
{
    public const int MaxRules = 100_000;
    public const int MaxTargets = 1_000;
    public const int MaxFallback = 16;
    private const int MaxName = 128;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public static void Validate(ConfigurationDraft draft, ErrorList errors)
    {
        if (draft.Rules.Count > MaxRules)
            errors.Add("Rules", $"{draft.Rules.Count:N0} rules, at most {MaxRules:N0} are allowed; join rules that differ only in a value");
        foreach (var rule in draft.Rules.Values)
            Validate(rule, $"Rules:{rule.Name}", draft, errors);
    }

    public static void CheckName(string name, string path, ErrorList errors)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.AsSpan().ContainsAnyInRange('\0', '\u001F'))
            errors.Add(path, $"the name has {name.Length:N0} characters; write 1 to {MaxName} without control characters");
    }

    public static void CheckTargets(IList<RuleTarget> targets, int most, string path, ConfigurationDraft draft, ErrorList errors)
    {
        if (targets.Count > most)
            errors.Add(path, $"{targets.Count:N0} targets, at most {most:N0} are allowed; send to a group or topic instead");
        for (var i = 0; i < targets.Count; i++)
            CheckTarget(targets[i], $"{path}:{i}", draft, errors);
    }

    private static void Validate(RuleDocument rule, string path, ConfigurationDraft draft, ErrorList errors)
    {
        CheckName(rule.Name, path, errors);
        if (rule.Targets.Count == 0)
            errors.Add($"{path}:Targets", "the rule has no target; name a channel, for example To(\"email\", \"ops@acme.com\")");
        CheckTargets(rule.Targets, MaxTargets, $"{path}:Targets", draft, errors);
        CheckTargets(rule.Fallback, MaxFallback, $"{path}:Fallback", draft, errors);
        if (rule.ValidFrom >= rule.ValidUntil)
            errors.Add($"{path}:ValidUntil", $"{rule.ValidUntil:O} is not after ValidFrom, {rule.ValidFrom:O}; the rule would never take part");
        CheckChoice(rule.MinSeverity, $"{path}:MinSeverity", errors);
        CheckChoice(rule.Mode, $"{path}:Mode", errors);
        foreach (var status in rule.Statuses)
            CheckChoice(status, $"{path}:Statuses", errors);
        if (rule.DeliveryPriority is { } priority)
            CheckChoice(priority, $"{path}:DeliveryPriority", errors);
        if (rule.Category is { } category)
            CheckName(category, $"{path}:Category", errors);
        if (rule.Deduplicate is { } window)
            RangeRule.Check(window, Shortest, Month, $"{path}:Deduplicate", errors);
        ActionValidator.Validate(rule.Actions, $"{path}:Actions", errors);
        CheckHolding(rule, path, errors);
    }

    private static void CheckHolding(RuleDocument rule, string path, ErrorList errors)
    {
        if (rule.Debounce is { } debounce)
        {
            RangeRule.Check(debounce.Window, Shortest, TimeSpan.FromDays(7), $"{path}:Debounce:Window", errors);
            RangeRule.Check(debounce.Threshold, 2, 1_000_000, $"{path}:Debounce:Threshold", errors);
            RangeRule.Check(debounce.Cooldown, TimeSpan.Zero, Month, $"{path}:Debounce:Cooldown", errors);
            RangeRule.Check(debounce.MaxSamples, 0, 100, $"{path}:Debounce:MaxSamples", errors);
        }

        if (rule.Batch is { } batch)
        {
            RangeRule.Check(batch.Window, Shortest, Month, $"{path}:Batch:Window", errors);
            RangeRule.Check(batch.MaxSize, 1, 10_000, $"{path}:Batch:MaxSize", errors);
        }

        if (rule.Batch is not null && rule.Schedule is not null)
            errors.Add($"{path}:Batch", "the rule has a batch and a schedule, both of which collect; remove one of them");
    }

    private static void CheckTarget(RuleTarget target, string path, ConfigurationDraft draft, ErrorList errors)
    {
        if (target.Channel is null)
            CheckWithoutChannel(target, path, errors);
        else if (!draft.HasChannel(target.Channel))
            errors.Add($"{path}:Channel", draft.MissingChannel(target.Channel));
        var ways = (target.Destination is null ? 0 : 1) + (target.DestinationSelector is null ? 0 : 1)
            + (target.Recipient is null ? 0 : 1) + (target.RecipientSelector is null ? 0 : 1) + (target.RecipientExpression is null ? 0 : 1);
        if (ways > 1)
            errors.Add(path, "the target says in several ways where to; give a destination or a recipient, as a value or from the event");
        if (target.ExpressionKind is not null && target.RecipientExpression is null)
            errors.Add($"{path}:ExpressionKind", "the kind is given without an expression; add one under To, or remove the kind");
        if (target.Destination is { } destination && (destination.Length is 0 or > 1_024 || destination.AsSpan().ContainsAnyInRange('\0', '\u001F')))
            errors.Add($"{path}:Destination", $"the destination has {destination.Length:N0} characters; write 1 to 1,024 without control characters, or leave it out");
        if (target.Recipient is { } recipient && string.IsNullOrWhiteSpace(recipient.Value))
            errors.Add($"{path}:Recipient", $"the recipient ({recipient.Kind}) has no id; write for example 'user:42'");
    }

    private static void CheckWithoutChannel(RuleTarget target, string path, ErrorList errors)
    {
        var address = target.Destination ?? (target.Recipient is { Kind: RecipientKind.Address } recipient ? recipient.Value : null);
        if (address is not null || target.DestinationSelector is not null || target.ExpressionKind == RecipientKind.Address)
            errors.Add(path, $"the address '{address ?? "from the event"}' has no channel; name the channel that it belongs to");
        else if (target.Recipient is null && target.RecipientSelector is null && target.RecipientExpression is null)
            errors.Add(path, "the target has neither a channel nor a recipient; name one of them");
    }

    public static void CheckChoice<T>(T value, string path, ErrorList errors)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            errors.Add(path, $"'{value}' is not valid; write one of {string.Join(", ", Enum.GetNames<T>())}");
    }
}
