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

    public List<AttemptRecord>? Records { get; set; }

    public void Add(AttemptRecord attempt)
    {
        Records ??= [];
        if (Records.Count == MaxRecords)
            Records.RemoveAt(0);
        Records.Add(attempt);
    }
}
