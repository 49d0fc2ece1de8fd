namespace Notifications.Samples.Storm.Settings;

/// <summary>What the command line says.</summary>
internal sealed record SampleOptions
{
    /// <summary>A file, or <c>-</c> for standard input; null for the recorded storm.</summary>
    public string? Input { get; init; }

    public bool Live { get; init; }

    public string? Webhook { get; init; }

    public string? WebhookSecret { get; init; }

    /// <summary>The language of the messages; null for the engine's.</summary>
    public string? Locale { get; init; }

    /// <summary>Host and port of a mail server that takes what is high or critical; null for none.</summary>
    public string? Smtp { get; init; }

    /// <summary>An incoming webhook of Slack that takes what is high or critical; null for none.</summary>
    public string? Slack { get; init; }

    /// <summary>Where PagerDuty's events go that are high or critical; null for nowhere.</summary>
    public string? PagerDuty { get; init; }

    /// <summary>The integration key of the service that gets them.</summary>
    public string? PagerDutyKey { get; init; }

    /// <summary>The directory of the journal; null keeps everything in memory.</summary>
    public string? Journal { get; init; }

    public bool NoLimits { get; init; }

    public bool PrintAccepted { get; init; }

    public string? Explain { get; init; }

    public bool Json { get; init; }

    public bool Verbose { get; init; }

    public bool ShowHelp { get; init; }
}
