namespace Notifications.Samples.Storm.Channels;

/// <summary>The channels that leave this process, as far as the command line asks for them.</summary>
/// <param name="Webhook">Where everything goes instead of the pager and the chat; null for these.</param>
/// <param name="Email">Where what is high or critical goes too; null for nowhere.</param>
/// <param name="Slack">Where what is high or critical goes too; null for nowhere.</param>
/// <param name="PagerDuty">Where what is high or critical opens alerts too; null for nowhere.</param>
internal sealed record OutsideChannels(INotificationChannel? Webhook, INotificationChannel? Email, INotificationChannel? Slack, INotificationChannel? PagerDuty);
