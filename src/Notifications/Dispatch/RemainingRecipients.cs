using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>Of a delivery that some of its recipients have: what it ends as, and who does not have it. Only deliveries that need it have one. Never changed: an outcome makes another.</summary>
/// <param name="reached">What the delivery is, whatever becomes of the others: <see cref="DeliveryState.Delivered"/> or <see cref="DeliveryState.Sent"/>.</param>
/// <param name="waiting">Those who are tried again, and they alone.</param>
/// <param name="missed">Those who did not get it, for good.</param>
/// <param name="moreMissed">How many more are not named, being too many or too long.</param>
internal sealed class RemainingRecipients(DeliveryState reached, IReadOnlyList<string> waiting, IReadOnlyList<string> missed, int moreMissed)
{
    public DeliveryState Reached => reached;

    public IReadOnlyList<string> Waiting => waiting;

    public IReadOnlyList<string> Missed => missed;

    public int MoreMissed => moreMissed;

    /// <summary>How many do not have it.</summary>
    public int Count => waiting.Count + missed.Count + moreMissed;

    /// <summary>Those who do not have it, when the delivery is over.</summary>
    public IReadOnlyList<string> All() => waiting.Count == 0 ? missed : missed.Count == 0 ? waiting : [.. missed, .. waiting];

    /// <summary>Somebody found that those who were waited for have it.</summary>
    public RemainingRecipients? WithoutWaiting() => missed.Count + moreMissed == 0 ? null : new RemainingRecipients(reached, [], missed, moreMissed);
}
