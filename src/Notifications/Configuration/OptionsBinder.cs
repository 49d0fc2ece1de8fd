using Notifications.Sections;

namespace Notifications.Configuration;

/// <summary>Lays sections over limits, channel options and the engine's options.</summary>
internal static class OptionsBinder
{
    public static void Bind(SectionReader reader, LimitDocument limit)
    {
        reader.Text("Name", static _ => { });
        reader.Choice<LimitScope>("Scope", v => limit.Scope = v);
        reader.Text("ScopeId", v => limit.ScopeId = string.IsNullOrEmpty(v) ? null : v);
        reader.Text("Channel", v => limit.Channel = string.IsNullOrEmpty(v) ? null : v);
        reader.Number("Count", v => limit.Count = v);
        reader.Duration("Window", v => limit.Window = v);
        reader.Number("Burst", v => limit.Burst = v);
        reader.Choice<OverLimit>("OverLimit", v => limit.OverLimit = v);
        reader.Truth("Enabled", v => limit.Enabled = v);
        reader.RefuseUnknown();
    }

    public static void Bind(SectionReader reader, ChannelOptions options)
    {
        reader.Truth("Enabled", v => options.Enabled = v);
        reader.Number("QueueCapacity", v => options.QueueCapacity = v);
        reader.Number("Workers", v => options.Workers = v);
        reader.Duration("Timeout", v => options.Timeout = v);
        reader.Number("Attempts", v => options.Attempts = v);
        reader.Duration("BaseDelay", v => options.BaseDelay = v);
        reader.Duration("MaxDelay", v => options.MaxDelay = v);
        reader.Duration("RetryAfterCap", v => options.RetryAfterCap = v);
        reader.Nested("Rate", options.Rate is { } rate ? rate with { } : new RateOptions(), v => options.Rate = v, BindRate);
        reader.Choice<WhenFull>("WhenFull", v => options.WhenFull = v);
        reader.Duration("MaxWait", v => options.MaxWait = v);
        reader.Duration("DeadlineNormal", v => options.DeadlineNormal = v);
        reader.Duration("DeadlineHigh", v => options.DeadlineHigh = v);
        reader.Duration("DeadlineCritical", v => options.DeadlineCritical = v);
        reader.Number("BreakerFailures", v => options.BreakerFailures = v);
        reader.Duration("BreakerPause", v => options.BreakerPause = v);
        reader.Choice<UnknownPolicy>("Unknown", v => options.Unknown = v);
        reader.List("Fallback", v => options.Fallback = v, TargetBinder.Bind);
        reader.Nested("FailureAlert", options.FailureAlert is { } alert ? alert with { } : new FailureAlertOptions(), v => options.FailureAlert = v, BindFailureAlert);
        reader.RefuseUnknown();
    }

    public static void Bind(SectionReader reader, NotificationsOptions options)
    {
        reader.Number("MaxPending", v => options.MaxPending = v);
        reader.SmallSize("MaxEventBytes", v => options.MaxEventBytes = v);
        reader.Number("MaxDataDepth", v => options.MaxDataDepth = v);
        reader.Number("HistoryCapacity", v => options.HistoryCapacity = v);
        reader.Duration("HistoryAge", v => options.HistoryAge = v);
        reader.Size("HistoryBytes", v => options.HistoryBytes = v);
        reader.Number("AuditCapacity", v => options.AuditCapacity = v);
        reader.Duration("AuditAge", v => options.AuditAge = v);
        reader.Number("MaxTrackedAlerts", v => options.MaxTrackedAlerts = v);
        reader.Number("MaxDestinationsPerAlert", v => options.MaxDestinationsPerAlert = v);
        reader.Number("MaxHeldKeys", v => options.MaxHeldKeys = v);
        reader.Number("MaxSilences", v => options.MaxSilences = v);
        reader.Duration("SilenceRetention", v => options.SilenceRetention = v);
        reader.Duration("SourceTimeout", v => options.SourceTimeout = v);
        reader.Duration("ShutdownTimeout", v => options.ShutdownTimeout = v);
        reader.Number("MaxPublishDepth", v => options.MaxPublishDepth = v);
        reader.Number("MaxInterruptions", v => options.MaxInterruptions = v);
        reader.Number("MaxFanOut", v => options.MaxFanOut = v);
        reader.Duration("IdempotencyWindow", v => options.IdempotencyWindow = v);
        reader.Choice<RemovedPolicy>("OnRemoved", v => options.OnRemoved = v);
        reader.Text("DefaultLocale", v => options.DefaultLocale = v!);
        reader.Duration("MaxWait", v => options.MaxWait = v);
        reader.Number("MaxBodyLength", v => options.MaxBodyLength = v);
        reader.Duration("ResolverTimeout", v => options.ResolverTimeout = v);
        reader.Number("ResolverWorkers", v => options.ResolverWorkers = v);
        reader.Number("DeadLetterCapacity", v => options.DeadLetterCapacity = v);
        reader.Duration("DeadLetterAge", v => options.DeadLetterAge = v);
        reader.Nested("FailureAlert", options.FailureAlert is { } alert ? alert with { } : new FailureAlertOptions(), v => options.FailureAlert = v, BindFailureAlert);
        reader.Truth("CountDrills", v => options.CountDrills = v);
        reader.Choice<EventValidation>("EventValidation", v => options.EventValidation = v);
        reader.Choice<UnknownEventTypes>("UnknownEventTypes", v => options.UnknownEventTypes = v);
        reader.RefuseUnknown();
    }

    private static void BindFailureAlert(SectionReader reader, FailureAlertOptions alert)
    {
        reader.Truth("Enabled", v => alert.Enabled = v);
        reader.Number("Failures", v => alert.Failures = v);
        reader.Number("Percent", v => alert.Percent = v);
        reader.Duration("Window", v => alert.Window = v);
    }

    private static void BindRate(SectionReader reader, RateOptions rate)
    {
        reader.Number("Count", v => rate.Count = v);
        reader.Duration("Window", v => rate.Window = v);
        reader.Number("Burst", v => rate.Burst = v);
    }
}
