namespace Notifications.Slack;

/// <summary>A checked value of a button.</summary>
/// <param name="Kind">What the check came to.</param>
/// <param name="Action">What the button says; null unless it is genuine. When it is <see cref="SlackVerification.Expired"/> it is given, to say so to the person.</param>
public sealed record SlackActionResult(SlackVerification Kind, SlackAction? Action)
{
    /// <summary>It is genuine and in time: do what it says.</summary>
    public bool IsValid => Kind == SlackVerification.Valid;
}
