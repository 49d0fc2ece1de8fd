namespace Notifications;

/// <summary>Why something was refused, in a form for programs and one for people.</summary>
/// <param name="Code">The cause, from a closed set.</param>
/// <param name="Message">What is wrong, with the value and the limit, and what to do about it.</param>
public sealed record NotificationError(NotificationErrorCode Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
