namespace Notifications.Testing;

/// <summary>A send that does not answer until it is released or, unless it is stubborn, cancelled.</summary>
internal sealed class HangingSend(RecordedAttempt attempt, bool ignoresCancellation)
{
    /// <summary>What the engine grants a send after its deadline before it leaves it behind.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public RecordedAttempt Attempt => attempt;

    public bool IgnoresCancellation => ignoresCancellation;

    public TaskCompletionSource<DeliveryResult> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The engine that sent it has ended.</summary>
    public bool IsOrphan { get; set; }

    /// <summary>The engine waits for it: it has neither been left behind nor answered.</summary>
    public bool IsAwaited(DateTimeOffset now) => !IsOrphan && (!ignoresCancellation || now < attempt.Message.Deadline + Grace);
}
