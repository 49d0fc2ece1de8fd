using System.Diagnostics.CodeAnalysis;

namespace Notifications.Slack.Sending;

/// <summary>A message that was posted, as our provider message id: <c>C123/1700000000.000100</c>, in a thread with <c>/root</c>, when it told an end with <c>/over</c>.</summary>
/// <param name="Channel">The id of the conversation, as Slack gave it: a person's id has become that of the direct messages.</param>
/// <param name="Ts">The message's timestamp, which is its id.</param>
/// <param name="Root">The thread's first message; null when this is it.</param>
/// <param name="IsOver">The last that it told is that the thing is resolved.</param>
internal sealed record MessageRef(string Channel, string Ts, string? Root, bool IsOver)
{
    private const string Over = "over";

    /// <summary>The message that stands in the channel: the first of its thread.</summary>
    public string Top => Root ?? Ts;

    public static bool TryParse(string? id, [NotNullWhen(true)] out MessageRef? message)
    {
        message = null;
        var parts = id?.Split('/');
        if (parts is not { Length: >= 2 and <= 4 } || parts[0].Length is 0 or > 32 || !IsTs(parts[1]))
            return false;
        var isOver = parts[^1] == Over;
        var root = parts.Length > 2 && parts[2] != Over ? parts[2] : null;
        if ((root is not null && !IsTs(root)) || (parts.Length == 4 && (!isOver || root is null)))
            return false;
        message = new MessageRef(parts[0], parts[1], root, isOver);
        return true;
    }

    public override string ToString() => $"{Channel}/{Ts}{(Root is null ? string.Empty : "/" + Root)}{(IsOver ? "/" + Over : string.Empty)}";

    private static bool IsTs(string text) => text.Length is > 0 and <= 32 && !text.AsSpan().ContainsAnyExcept("0123456789.");
}
