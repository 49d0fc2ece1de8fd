namespace Notifications.Slack;

/// <summary>A person pressed a button: a checked request of Slack's.</summary>
/// <param name="Kind">What the check came to: of the request's signature first, then of the button's value.</param>
/// <param name="Action">What the button says; null for a link, and unless it is genuine.</param>
/// <param name="UserId">Who pressed it, by Slack's id; null unless the request is genuine.</param>
/// <param name="UserName">Their name in Slack, for people to read; null when Slack gives none.</param>
/// <param name="ChannelId">The conversation; null when Slack gives none.</param>
/// <param name="MessageTs">The message; null when Slack gives none.</param>
public sealed record SlackInteraction(SlackVerification Kind, SlackAction? Action, string? UserId = null, string? UserName = null, string? ChannelId = null, string? MessageTs = null)
{
    /// <summary>It is genuine and in time, and it has an action: do what it says.</summary>
    public bool IsValid => Kind == SlackVerification.Valid && Action is not null;
}
