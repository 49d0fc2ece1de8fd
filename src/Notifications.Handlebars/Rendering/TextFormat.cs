namespace Notifications.Handlebars.Rendering;

/// <summary>For what a text is made, and so how values in it are escaped.</summary>
internal enum TextFormat : byte
{
    Subject,
    Text,
    Html,
    Markdown,
    Blocks,
}
