namespace Notifications;

/// <summary>A button under a message: a link (<see cref="Url"/>), or something that a person may do (<see cref="Name"/>), such as to acknowledge. Exactly one of both.</summary>
/// <remarks>Channels without buttons show links as text or leave them out, and leave out the others.</remarks>
public sealed record NotificationAction
{
    /// <summary>What is written on it. One line of 1 to 75 characters (Unicode scalar values).</summary>
    public required string Label { get; init; }

    /// <summary>Where it leads: an absolute http or https address of at most 2,048 characters. Default: null, it is an action.</summary>
    public string? Url { get; init; }

    /// <summary>What it does, by a name that the host understands when it is pressed: <c>acknowledge</c>. 1 to 64 characters of <c>A-Z a-z 0-9 . _ -</c>. Default: null, it is a link.</summary>
    public string? Name { get; init; }

    /// <summary>What comes back with <see cref="Name"/> when it is pressed. At most 512 characters without control characters. Default: none.</summary>
    public string? Value { get; init; }

    /// <summary>How it looks. Default: as the others.</summary>
    public NotificationActionStyle Style { get; init; }
}
