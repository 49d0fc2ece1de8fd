using Notifications.Sections;

namespace Notifications.Configuration;

/// <summary>Checks limits, channel options and the engine's options: ranges, and values that contradict one another.</summary>
internal static class OptionsValidator
{
    private const int Million = 1_000_000;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public static void Validate(ConfigurationDraft draft, ErrorList errors)
    {
        foreach (var limit in draft.Limits.Values)
            Check(limit, $"Limits:{limit.Name}", draft, errors);
        foreach (var (name, options) in draft.Channels)
        {
            CheckQueue(options, $"Channels:{name}", errors);
            CheckAttempts(options, $"Channels:{name}", errors);
            Check(options.FailureAlert, $"Channels:{name}:FailureAlert", errors);
            RuleValidator.CheckTargets(options.Fallback, RuleValidator.MaxFallback, $"Channels:{name}:Fallback", draft, errors);
        }

        Check(draft.Engine, errors);
    }

    private static void Check(LimitDocument limit, string path, ConfigurationDraft draft, ErrorList errors)
    {
        RuleValidator.CheckName(limit.Name, path, errors);
        RangeRule.Check(limit.Count, 1, 10 * Million, $"{path}:Count", errors);
        RangeRule.Check(limit.Window, Shortest, TimeSpan.FromDays(366), $"{path}:Window", errors);
        if (limit.Burst is { } burst)
            RangeRule.Check(burst, 1, 10 * Million, $"{path}:Burst", errors);
        if (limit.Channel is { } channel && !draft.HasChannel(channel))
            errors.Add($"{path}:Channel", draft.MissingChannel(channel));
        if (limit is { Scope: LimitScope.Channel, ScopeId: { } id } && !draft.HasChannel(id))
            errors.Add($"{path}:ScopeId", draft.MissingChannel(id));
        if (limit is { Scope: LimitScope.System, ScopeId: { } system })
            errors.Add($"{path}:ScopeId", $"'{system}' has no meaning for the scope System; remove it, or choose another scope");
    }

    private static void Check(FailureAlertOptions? alert, string path, ErrorList errors)
    {
        if (alert is null)
            return;
        RangeRule.Check(alert.Failures, 1, Million, $"{path}:Failures", errors);
        RangeRule.Check(alert.Window, Second, Day, $"{path}:Window", errors);
        if (alert.Percent is { } percent)
            RangeRule.Check(percent, 1, 100, $"{path}:Percent", errors);
    }

    private static void CheckQueue(ChannelOptions options, string path, ErrorList errors)
    {
        RangeRule.Check(options.QueueCapacity, 1, 10 * Million, $"{path}:QueueCapacity", errors);
        RangeRule.Check(options.Workers, 1, 1_024, $"{path}:Workers", errors);
        RangeRule.Check(options.MaxWait, TimeSpan.Zero, TimeSpan.FromMinutes(10), $"{path}:MaxWait", errors);
        if (options.Rate is not { } rate)
            return;
        RangeRule.Check(rate.Count, 1, Million, $"{path}:Rate:Count", errors);
        RangeRule.Check(rate.Window, Shortest, Month, $"{path}:Rate:Window", errors);
        if (rate.Burst is { } burst)
            RangeRule.Check(burst, 1, Million, $"{path}:Rate:Burst", errors);
    }

    private static void CheckAttempts(ChannelOptions options, string path, ErrorList errors)
    {
        if (options.Timeout is { } timeout)
            RangeRule.Check(timeout, Shortest, Dispatch.DispatchRule.LongestTimeout, $"{path}:Timeout", errors);
        RangeRule.Check(options.Attempts, 1, 100, $"{path}:Attempts", errors);
        RangeRule.Check(options.BaseDelay, Shortest, Hour, $"{path}:BaseDelay", errors);
        RangeRule.Check(options.MaxDelay, Shortest, Day, $"{path}:MaxDelay", errors);
        if (options.MaxDelay < options.BaseDelay)
        {
            errors.Add($"{path}:MaxDelay",
                $"{DurationText.Write(options.MaxDelay)} is shorter than BaseDelay, {DurationText.Write(options.BaseDelay)}; raise it or lower BaseDelay");
        }

        RangeRule.Check(options.RetryAfterCap, Shortest, Day, $"{path}:RetryAfterCap", errors);
        RangeRule.Check(options.DeadlineNormal, Second, Month, $"{path}:DeadlineNormal", errors);
        RangeRule.Check(options.DeadlineHigh, Second, Month, $"{path}:DeadlineHigh", errors);
        RangeRule.Check(options.DeadlineCritical, Second, Month, $"{path}:DeadlineCritical", errors);
        RangeRule.Check(options.BreakerFailures, 1, 10_000, $"{path}:BreakerFailures", errors);
        RangeRule.Check(options.BreakerPause, Shortest, Hour, $"{path}:BreakerPause", errors);
    }

    private static void Check(NotificationsOptions engine, ErrorList errors)
    {
        RangeRule.Check(engine.MaxPending, 1, 100 * Million, "Engine:MaxPending", errors);
        RangeRule.Check(engine.MaxEventBytes, 1, 100 * 1024 * 1024, "Engine:MaxEventBytes", errors);
        RangeRule.Check(engine.MaxDataDepth, 1, 64, "Engine:MaxDataDepth", errors);
        RangeRule.Check(engine.HistoryCapacity, 0, 10 * Million, "Engine:HistoryCapacity", errors);
        RangeRule.Check(engine.HistoryAge, Second, TimeSpan.FromDays(3_650), "Engine:HistoryAge", errors);
        RangeRule.Check(engine.HistoryBytes, 1L << 20, 1L << 40, "Engine:HistoryBytes", errors);
        RangeRule.Check(engine.AuditCapacity, 0, Million, "Engine:AuditCapacity", errors);
        RangeRule.Check(engine.AuditAge, Second, TimeSpan.FromDays(3_650), "Engine:AuditAge", errors);
        RangeRule.Check(engine.MaxTrackedAlerts, 1, 10 * Million, "Engine:MaxTrackedAlerts", errors);
        RangeRule.Check(engine.MaxDestinationsPerAlert, 1, Million, "Engine:MaxDestinationsPerAlert", errors);
        RangeRule.Check(engine.MaxHeldKeys, 1, 10 * Million, "Engine:MaxHeldKeys", errors);
        RangeRule.Check(engine.MaxSilences, 1, 100_000, "Engine:MaxSilences", errors);
        RangeRule.Check(engine.SilenceRetention, TimeSpan.Zero, TimeSpan.FromDays(365), "Engine:SilenceRetention", errors);
        RangeRule.Check(engine.SourceTimeout, Second, TimeSpan.FromDays(365), "Engine:SourceTimeout", errors);
        RangeRule.Check(engine.ShutdownTimeout, TimeSpan.Zero, Hour, "Engine:ShutdownTimeout", errors);
        RangeRule.Check(engine.MaxPublishDepth, 0, 100, "Engine:MaxPublishDepth", errors);
        RangeRule.Check(engine.MaxInterruptions, 1, 100, "Engine:MaxInterruptions", errors);
        RangeRule.Check(engine.MaxFanOut, 1, Million, "Engine:MaxFanOut", errors);
        RangeRule.Check(engine.IdempotencyWindow, Second, Month, "Engine:IdempotencyWindow", errors);
        RangeRule.Check(engine.MaxWait, TimeSpan.Zero, TimeSpan.FromMinutes(10), "Engine:MaxWait", errors);
        RangeRule.Check(engine.MaxBodyLength, 1, 16 * Million, "Engine:MaxBodyLength", errors);
        RangeRule.Check(engine.ResolverTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10), "Engine:ResolverTimeout", errors);
        RangeRule.Check(engine.ResolverWorkers, 1, 1_000, "Engine:ResolverWorkers", errors);
        Check(engine.FailureAlert, "Engine:FailureAlert", errors);
        RangeRule.Check(engine.DeadLetterCapacity, 0, Million, "Engine:DeadLetterCapacity", errors);
        RangeRule.Check(engine.DeadLetterAge, Second, TimeSpan.FromDays(365), "Engine:DeadLetterAge", errors);
        RuleValidator.CheckChoice(engine.EventValidation, "Engine:EventValidation", errors);
        RuleValidator.CheckChoice(engine.UnknownEventTypes, "Engine:UnknownEventTypes", errors);
        if (!Rendering.LanguageTagRule.IsTag(engine.DefaultLocale))
            errors.Add("Engine:DefaultLocale", $"'{engine.DefaultLocale}' is no language tag; write for example 'en' or 'fr-CA'");
    }
}
