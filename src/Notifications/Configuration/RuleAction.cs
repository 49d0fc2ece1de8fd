namespace Notifications.Configuration;

/// <summary>A button that a rule puts under its messages: a link, or something that a person may do. See <see cref="NotificationAction"/>, also for the limits.</summary>
public sealed record RuleAction
{
    /// <summary>What is written on it.</summary>
    /// <value>1 to 75 characters.</value>
    public string Label { get; set; } = string.Empty;

    /// <summary>Where it leads.</summary>
    /// <value>An absolute http or https address. Default: null.</value>
    public string? Url { get; set; }

    /// <summary>Takes the address from the event; where that is none or cannot be used, the button is left out. From code only; instead of <see cref="Url"/>.</summary>
    /// <value>Default: null.</value>
    public Func<NotificationEvent, string?>? UrlSelector { get; set; }

    /// <summary>The label of the event that has the address: <c>runbook_url</c>. Where the event has none or it cannot be used, the button is left out. Instead of <see cref="Url"/>.</summary>
    /// <value>Default: null.</value>
    public string? UrlLabel { get; set; }

    /// <summary>What it does: <c>acknowledge</c>. Instead of an address.</summary>
    /// <value>Default: null.</value>
    public string? Name { get; set; }

    /// <summary>What comes back with the name when it is pressed.</summary>
    /// <value>Default: null.</value>
    public string? Value { get; set; }

    /// <summary>How it looks.</summary>
    /// <value>Default: as the others.</value>
    public NotificationActionStyle Style { get; set; }

    /// <summary>The statuses under which it is shown.</summary>
    /// <value>Default: empty; links are shown always, actions until the thing is resolved.</value>
    public IList<NotificationStatus> Statuses { get; set; } = [];
}
