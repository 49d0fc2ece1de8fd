namespace Notifications.Slack.Messages;

/// <summary>What Slack takes, in characters, from https://docs.slack.dev/reference/block-kit. Counted here in UTF-16 units, which are never fewer than Slack's characters.</summary>
internal static class SlackLimits
{
    public const int Blocks = 50;
    public const int Header = 150;
    public const int SectionText = 3_000;
    public const int Fields = 10;
    public const int FieldText = 2_000;
    public const int ContextElements = 10;
    public const int ContextText = 2_000;
    public const int Buttons = 25;
    public const int ButtonText = 75;
    public const int ButtonUrl = 3_000;
    public const int ButtonValue = 2_000;
    public const int Id = 255;
    public const int AltText = 2_000;
    public const int ImageUrl = 3_000;
    public const int MarkdownText = 12_000;

    /// <summary>The whole of a message's blocks, as bytes of JSON. Slack documents no limit and refuses from about 13,200 characters on (msg_blocks_too_long); bytes are never fewer than characters.</summary>
    public const int Message = 12_000;

    /// <summary>The text beside the blocks, for notifications and screen readers: chat.update takes 4,000 characters.</summary>
    public const int Fallback = 1_000;
}
