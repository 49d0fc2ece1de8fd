using Notifications.Benchmarks.Handmade;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Templates;

/// <summary>The hand-written queue, its items rendered.</summary>
internal sealed class HandmadeTemplates : HandmadeQueue<(NotificationContent Content, Tally Target)>
{
    protected override ValueTask SendAsync((NotificationContent Content, Tally Target) item, CancellationToken cancellationToken)
    {
        if (item.Content.Subject.Length > 0)
            item.Target.Add();
        return ValueTask.CompletedTask;
    }
}
