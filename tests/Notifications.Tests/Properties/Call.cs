namespace Notifications.Properties;

/// <summary>One attempt as a channel saw it.</summary>
internal sealed class Call
{
    public required int Index { get; init; }

    public required int Incarnation { get; init; }

    public required string Channel { get; init; }

    public required ChannelMessage Message { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null while the send is under way.</summary>
    public DeliveryResultKind? Result { get; set; }

    /// <summary>Some have it, and one is to be tried again.</summary>
    public bool HasLeft { get; set; }

    public string? Key { get; init; }

    public bool IsTold => Result is DeliveryResultKind.Delivered or DeliveryResultKind.Accepted;

    public bool IsBeginning => Message.Status is NotificationStatus.Firing or NotificationStatus.Acknowledged;

    public bool IsEnd => Message.Status == NotificationStatus.Resolved;

    /// <summary>The place of its event in the order of publishing; 0 for a request.</summary>
    public int Order => Message.Event.Id is { } id && id.StartsWith('e') ? int.Parse(id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) : 0;

    public string Chain => $"{Channel}|{Message.Destination}|{Key}";

    public override string ToString() => $"#{Index} {At:HH:mm:ss.fff} {Channel} {Message.Status} {Message.Event.Id} key={Key} delivery={Message.DeliveryId.Value} attempt={Message.Attempt}{(Message.OnlyFor is { } only ? $" only {string.Join('+', only)}" : string.Empty)} → {Result?.ToString() ?? "…"}";
}
