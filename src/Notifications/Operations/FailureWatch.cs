using System.Collections.Concurrent;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Tracking;

namespace Notifications.Operations;

/// <summary>Looks at each attempt's answer, and tells operators once when a channel begins to fail or is misconfigured, and once when that is over.</summary>
internal sealed class FailureWatch(EngineContext engine, Func<NotificationEvent, ValueTask<PublishResult>> publish)
{
    private readonly ConcurrentDictionary<string, ChannelWatch> _watches = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _isUsed;

    /// <summary>Takes an answer into account. Costs a look at a few fields while nobody wants to be told and nothing is broken.</summary>
    public void Observe(Delivery delivery, int provider, DeliveryResult result, long nowTicks)
    {
        var options = OptionsOf(delivery.Runtime);
        var isBroken = result.Rejection == RejectionKind.Configuration || result.DisablesDestination;
        if (options is null && !isBroken && !_isUsed)
            return;
        if (delivery.IsDrill || OperatorEvents.IsOne(delivery.SourceEvent))
        {
            // It is in the log, and counts for nothing: else what tells of a failure would be the next one's cause.
            if (result.Rejection == RejectionKind.Configuration && engine.LogPace.IsTime("misconfigured " + delivery.Runtime.Name, nowTicks))
                engine.Log.ChannelMisconfigured(delivery.Runtime.Name, result.Reason ?? string.Empty);
            return;
        }

        _isUsed = true;
        var watch = WatchOf(delivery.Runtime.Name);
        ObserveConfiguration(delivery, provider, result, watch, isBroken, options is not null);
        if (options is null || result.Kind == DeliveryResultKind.Throttled || result.IsMessagesOwn)
            return;
        if (watch.Count(options, FailureAlertRule.IsFailure(result.Kind, result.Rejection), nowTicks) is not { } begins)
            return;
        engine.Counters.Add(begins ? Counter.ChannelsFailing : Counter.ChannelsRecovered);
        if (begins)
            engine.OperationLog.Failing(delivery.Runtime.Name, watch.Failures, options.Window);
        else
            engine.OperationLog.Recovered(delivery.Runtime.Name);
        watch.Announcer.Tell(
            OperatorEvents.Create(delivery.Runtime.Name, isConfiguration: false, begins, begins ? result.Reason ?? result.Kind.ToString() : "it works again"), isConfiguration: false);
    }

    /// <summary>What operators believe was left by the former process: it is told when that is over.</summary>
    public void Recover()
    {
        foreach (var channel in engine.Channels.All)
        {
            var fails = WasTold(channel.Name, isConfiguration: false);
            var isBroken = WasTold(channel.Name, isConfiguration: true);
            if (fails || isBroken)
            {
                var watch = WatchOf(channel.Name);
                (watch.IsFailing, watch.IsMisconfigured) = (fails, isBroken);
                watch.Announcer.Restore(fails, isBroken);
                _isUsed = true;
            }
        }
    }

    private FailureAlertOptions? OptionsOf(ChannelRuntime channel) => (channel.Options.FailureAlert ?? engine.Current.Engine.FailureAlert) is { Enabled: true } options ? options : null;

    private bool WasTold(string channel, bool isConfiguration)
    {
        var identity = EventIdentity.Of(OperatorEvents.Create(channel, isConfiguration, isBeginning: true, "-"));
        return engine.Stripes[identity].FindAlert(identity) is { Latest: NotificationStatus.Firing };
    }

    private void ObserveConfiguration(Delivery delivery, int provider, DeliveryResult result, ChannelWatch watch, bool isBroken, bool tells)
    {
        var channel = delivery.Runtime.Name;
        if (isBroken)
        {
            var cause = result.Reason ?? "no reason given";
            if (!watch.Break(provider, delivery.Destination, cause))
                return;
            if (result.Rejection == RejectionKind.Configuration)
                engine.Log.ChannelMisconfigured(channel, cause);
            if (!tells)
                return;
            watch.IsMisconfigured = true;
            watch.Announcer.Tell(OperatorEvents.Create(channel, isConfiguration: true, isBeginning: true, cause), isConfiguration: true);
        }
        else if (result.Kind is DeliveryResultKind.Delivered or DeliveryResultKind.Accepted && watch.Mend(provider, delivery.Destination) && tells)
        {
            watch.Announcer.Tell(OperatorEvents.Create(channel, isConfiguration: true, isBeginning: false, "it works again"), isConfiguration: true);
        }
    }

    private ChannelWatch WatchOf(string channel) => _watches.GetOrAdd(channel, static (_, of) => new ChannelWatch(new ChannelAnnouncer(of.engine, of.publish)), (engine, publish));
}
