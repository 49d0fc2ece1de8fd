namespace Notifications.Slack.Messages;

/// <summary>What a message shows, as JSON, without where it goes.</summary>
/// <param name="Fallback">The text for notifications and screen readers, escaped.</param>
/// <param name="Blocks">An array of blocks.</param>
/// <param name="Attachments">An array of attachments.</param>
/// <param name="RefusedBlocks">Why the template's blocks were not used; null when there were none, or they were.</param>
/// <param name="LeftOut">Buttons that had no room.</param>
internal sealed record MessageBody(string Fallback, ReadOnlyMemory<byte> Blocks, ReadOnlyMemory<byte> Attachments, string? RefusedBlocks, int LeftOut);
