using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>What a delivery has once it was attempted, or is another one's fallback.</summary>
internal sealed class AttemptTrail
{
    private const int MaxRecords = 16;

    public string? ProviderMessageId { get; set; }

    public string? PreviousProviderMessageId { get; set; }

    public string? OriginChannel { get; set; }

    public int FallbackStep { get; set; }

    public uint ProvidersTried { get; set; }

    public int Interruptions { get; set; }

    public RemainingRecipients? Remaining { get; set; }

    public List<AttemptRecord>? Records { get; set; }

    public void Add(AttemptRecord attempt)
    {
        Records ??= [];

        // Who waits for room is asked again and again, and has tried nothing: one line says so, from the first time to the last.
        if (Records is [.., var last] && last.Result == DeliveryResultKind.Throttled && attempt.Result == DeliveryResultKind.Throttled
            && last.Number == attempt.Number && string.Equals(last.Provider, attempt.Provider, StringComparison.Ordinal) && string.Equals(last.Reason, attempt.Reason, StringComparison.Ordinal))
        {
            Records[^1] = attempt with { StartedAt = last.StartedAt };
            return;
        }

        // How those have it who have it stays, however often it is tried for the others.
        if (Records.Count == MaxRecords)
            Records.RemoveAt(Remaining is not null && Records[0].Result is DeliveryResultKind.Accepted or DeliveryResultKind.Delivered ? 1 : 0);
        Records.Add(attempt);
    }
}
