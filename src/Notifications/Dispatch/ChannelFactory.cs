using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Options;
using Notifications.Hosting;

namespace Notifications.Dispatch;

/// <summary>Makes the channels. One that cannot be made does not stop the host: it is there, and says of each message why it cannot send it.</summary>
internal static class ChannelFactory
{
    public static Channels Create(EngineContext engine, IReadOnlyList<ChannelRegistration> registrations, IServiceProvider services, IWorkHandler handler)
    {
        var channels = new List<ChannelRuntime>();
        var invalid = new List<OptionsValidationException>();
        foreach (var group in registrations.GroupBy(static r => r.Name, StringComparer.OrdinalIgnoreCase))
        {
            var providers = group.Select(registration => Create(engine, registration, services, invalid)).ToArray();
            var traits = (providers[0].Channel as INotificationChannelTraits)?.Traits ?? new ChannelTraits();

            // Whichever makes the next attempt must not send to those who have it.
            if (traits.RetriesRecipients && !Array.TrueForAll(providers, static p => p.Channel is BrokenChannel or INotificationChannelTraits { Traits.RetriesRecipients: true }))
                traits = traits with { RetriesRecipients = false };
            channels.Add(Create(engine, group.Key, providers, traits, handler));
        }

        // Invalid options are configuration errors: they stop the start, those of all channels at once.
        if (invalid.Count == 1)
            ExceptionDispatchInfo.Throw(invalid[0]);
        return invalid.Count == 0 ? new Channels(channels, name => Stand(engine, name, handler)) : throw new AggregateException("The options of several channels are invalid.", invalid);
    }

    private static ChannelRuntime Stand(EngineContext engine, string name, IWorkHandler handler)
    {
        var absent = new AbsentChannel();
        var channel = Create(engine, name, [new ChannelProvider(name, absent, isOwned: false)], absent.Traits, handler);
        channel.Configure(new Configuration.ChannelOptions { Enabled = false });
        return channel;
    }

    private static ChannelRuntime Create(EngineContext engine, string name, ChannelProvider[] providers, ChannelTraits traits, IWorkHandler handler)
    {
        var channel = new ChannelRuntime(name, providers, traits, engine.Clock, handler, engine.Room);
        var wake = new ChannelWake(channel.Pool);
        channel.Pool.WakeAt = ticks =>
        {
            wake.DueTicks = ticks;
            engine.Timers.Schedule(wake);
        };
        return channel;
    }

    private static ChannelProvider Create(EngineContext engine, ChannelRegistration registration, IServiceProvider services, List<OptionsValidationException> invalid)
    {
        try
        {
            return new ChannelProvider(registration.Provider, registration.Factory(services), registration.OwnsChannel);
        }
        catch (OptionsValidationException error)
        {
            invalid.Add(error);
            return new ChannelProvider(registration.Provider, new BrokenChannel(error.GetType().Name), isOwned: true);
        }
#pragma warning disable CA1031 // An unreachable or broken channel never stops the host; the others work.
        catch (Exception error)
#pragma warning restore CA1031
        {
            engine.Log.ChannelBroken(registration.Name, error);
            return new ChannelProvider(registration.Provider, new BrokenChannel(error.GetType().Name), isOwned: true);
        }
    }
}
