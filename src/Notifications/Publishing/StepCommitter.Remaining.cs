using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Publishing;

/// <content>The places of messages that some of their recipients have.</content>
internal sealed partial class StepCommitter
{
    /// <summary>One that some have, and that waits to be tried again for the others, gives way at once to a newer one: its turn is now, and ends it.</summary>
    private static void Hurry(Delivery head)
    {
        if (head.Details is not { Remaining: not null } || head.State != DeliveryState.Ready || head.DueTicks == 0)
            return;
        head.DueTicks = 0;
        head.Epoch++;
        head.Runtime.Pool.Enqueue(head);
    }
}
