using Notifications.Slack.Actions;

namespace Notifications.Slack.Messages;

/// <summary>Which buttons a message has: those that Slack takes and that have room.</summary>
internal static class ButtonPlan
{
    private const int Budget = 3_000;
    private const int Frame = 160;

    /// <summary>Chooses and signs.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signer">Signs what does something.</param>
    /// <param name="lifetime">How long it may be pressed, from the making of the message: all attempts send the same.</param>
    /// <param name="leftOut">How many had no room.</param>
    public static List<Button> For(ChannelMessage message, ActionSigner signer, TimeSpan lifetime, out int leftOut)
    {
        leftOut = 0;
        var buttons = new List<Button>();
        var left = Budget;
        foreach (var action in message.Content.Actions)
        {
            if (Make(action, message, signer, lifetime) is not { } button)
                continue;
            var size = Frame + SlackText.JsonBytes(button.Label) + SlackText.JsonBytes(button.Url) + (button.Value?.Length ?? 0);
            if (size > left || buttons.Count == SlackLimits.Buttons || button.Value is { Length: > SlackLimits.ButtonValue })
            {
                leftOut++;
                continue;
            }

            left -= size;
            buttons.Add(button);
        }

        return buttons;
    }

    private static Button? Make(NotificationAction action, ChannelMessage message, ActionSigner signer, TimeSpan lifetime)
    {
        var label = SlackText.Cut(SlackText.OneLine(action.Label), SlackLimits.ButtonText);
        if (label.Length == 0)
            return null;
        if (action.Url is not null)
            return UrlScan.IsUrl(action.Url, out var url) ? new Button(label, url, null, action.Style) : null;
        if (action.Name is null || !signer.CanSign)
            return null;
        var made = DateTimeOffset.FromUnixTimeMilliseconds(message.DeliveryId.UnixMilliseconds);
        var says = new SlackAction(action.Name, action.Value, message.DeliveryId.ToString(), message.CorrelationKey, message.Event.TenantId, made + lifetime);
        return new Button(label, null, signer.Sign(says), action.Style);
    }
}
