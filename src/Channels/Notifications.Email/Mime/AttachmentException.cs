namespace Notifications.Email.Mime;

/// <summary>An attachment is not there, not readable, or too large. Its text goes to operators; the file's name does not.</summary>
internal sealed class AttachmentException(string message, bool isFinal, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It will not be there the next time either.</summary>
    public bool IsFinal { get; } = isFinal;
}
