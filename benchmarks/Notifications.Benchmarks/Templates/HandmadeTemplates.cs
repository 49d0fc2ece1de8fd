using Notifications.Benchmarks.Handmade;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Templates;

/// <summary>The hand-written queue, its items rendered.</summary>
internal sealed class HandmadeTemplates : HandmadeQueue<(NotificationContent Content, Tally Target)>
{
    /// <summary>Each event's texts are rendered by Handlebars.Net before it is queued.</summary>
    public static ValueTask<IRig> CreateAsync() =>
        HandmadeFullRig<NotificationContent>.CreateAsync(new HandmadeTemplates(), static i => RuleMix.Event(i, AlertTemplate.LabelsOf(i)), AlertTemplate.ByHand());

    protected override ValueTask SendAsync((NotificationContent Content, Tally Target) item, CancellationToken cancellationToken)
    {
        if (item.Content.Subject.Length > 0)
            item.Target.Add();
        return ValueTask.CompletedTask;
    }
}
