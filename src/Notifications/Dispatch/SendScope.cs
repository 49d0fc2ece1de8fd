namespace Notifications.Dispatch;

/// <summary>Marks the code that runs inside a channel's send: what it publishes must not wait for room, and a chain of such publishes is bounded.</summary>
internal sealed class SendScope
{
    private static readonly AsyncLocal<SendScope?> Ambient = new();

    public static SendScope? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>How many sends are above the current one.</summary>
    public int Depth { get; set; }
}
