using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>How those who do not have a message that others have are written down, and shown.</summary>
internal static class RemainingFormat
{
    public static void Write(RecordWriter w, RemainingRecipients remaining)
    {
        w.Byte((byte)remaining.Reached);
        w.Texts(remaining.Waiting);
        w.Texts(remaining.Missed);
        w.Int(remaining.MoreMissed);
    }

    public static RemainingRecipients Read(ref RecordReader r)
    {
        var reached = (DeliveryState)r.Byte();
        if (reached is not (DeliveryState.Delivered or DeliveryState.Sent))
            throw r.Damaged($"state {(int)reached} is no success", 1);
        return new RemainingRecipients(reached, r.Texts(), r.Texts(), r.Int32());
    }

    /// <summary>Those for whom alone it is tried again.</summary>
    public static IReadOnlyList<string> OnlyFor(RemainingRecipients? remaining, DeliveryState state) =>
        remaining is null || DeliveryRule.IsFinal(state) ? [] : remaining.Waiting;

    /// <summary>Those who are not tried any more.</summary>
    public static IReadOnlyList<string> NotFor(RemainingRecipients? remaining, DeliveryState state) =>
        remaining is null ? [] : DeliveryRule.IsFinal(state) ? remaining.All() : remaining.Missed;
}
