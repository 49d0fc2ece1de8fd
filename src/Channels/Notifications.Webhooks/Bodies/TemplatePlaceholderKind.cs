namespace Notifications.Webhooks.Bodies;

/// <summary>What a placeholder gives.</summary>
internal enum TemplatePlaceholderKind : byte
{
    /// <summary>Text, escaped for the place where it stands.</summary>
    Text,

    /// <summary>The event's data as JSON; <c>null</c> without data.</summary>
    Data,

    /// <summary>The event's labels as JSON object.</summary>
    Labels,
}
