namespace Notifications.Email.Mime;

/// <summary>Where in the written part an attachment goes.</summary>
/// <param name="Offset">What is written before it.</param>
/// <param name="Feed">The attachment.</param>
internal readonly record struct AttachmentPlace(int Offset, AttachmentFeed Feed);
