using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Hosting;
using Notifications.Operations;
using Notifications.Simulation;
using Notifications.Storage;

namespace Notifications.Properties;

/// <summary>An engine on simulated time with scripted channels; what they were asked to send is kept over restarts.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private readonly Action<INotificationsBuilder> _configure;
    private readonly Action<IServiceCollection>? _add;
    private readonly List<(Call Call, DateTimeOffset Until)> _hanging = [];
    private readonly PropertyStore? _store;
    private readonly Queue<CommitKind?> _refusals = new();
    private ServiceProvider _services = null!;
    private int _incarnation;

    public World(StoreKind kind, Action<INotificationsBuilder> configure, IReadOnlyDictionary<string, bool> channels, Action<IServiceCollection>? add = null)
    {
        _configure = configure;
        _add = add;
        Channels = channels.ToDictionary(static c => c.Key, c => new ScriptedChannel(c.Key, this, costly: c.Value));
        Clock = new SimulatedClock(Start);
        if (kind != StoreKind.Memory)
            _store = new PropertyStore(kind, new StoreClock(() => Clock.GetUtcNow())).Begin();
    }

    public List<Call> Calls { get; } = [];

    public Dictionary<string, ScriptedChannel> Channels { get; }

    public SimulatedClock Clock { get; private set; }

    public PropertyStore? Store => _store;

    /// <summary>Some of the next commits will be refused.</summary>
    public bool IsRefusing => _refusals.Count > 0 || HasRefused;

    /// <summary>Since it was asked for last, a commit was refused.</summary>
    public bool HasRefused { get; private set; }

    public NotificationEngine Engine { get; private set; } = null!;

    public INotificationEngine Handle { get; private set; } = null!;

    public INotificationPublisher Publisher { get; private set; } = null!;

    public INotificationSilences Silences { get; private set; } = null!;

    public INotificationOperations Operations => _services.GetRequiredService<INotificationOperations>();

    public bool CanRestart => _store is not null;

    public async Task StartAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        if (_store is not null)
            services.AddSingleton(_store.Current);
        _add?.Invoke(services);
        services.AddNotifications(_configure);
        foreach (var (name, channel) in Channels)
            services.AddNotifications(n => n.AddChannel(name, channel));
        _services = services.BuildServiceProvider();
        Engine = _services.GetRequiredService<NotificationEngine>();
        Handle = _services.GetRequiredService<INotificationEngine>();
        Publisher = _services.GetRequiredService<INotificationPublisher>();
        Silences = _services.GetRequiredService<INotificationSilences>();
        await Handle.StartAsync();
        await IdleAsync();
    }

    /// <summary>The process ends as by a power failure, and another begins.</summary>
    public async Task RestartAsync()
    {
        _store!.Crash();
        await Engine.DisposeAsync();
        _incarnation++;
        lock (Calls)
            _hanging.Clear();
        Clock = new SimulatedClock(Clock.GetUtcNow());
        await StartAsync();
    }

    /// <summary>Everything that can be done now is done, but for the sends that hang.</summary>
    public async Task IdleAsync()
    {
        var started = Stopwatch.GetTimestamp();
        for (var looks = 0; !Engine.IsIdle(CountHanging()); looks++)
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromMinutes(3))
                throw new TimeoutException("The engine did not come to rest.");
            if (looks % 64 == 63)
                await Task.Delay(1);
            else
                await Task.Yield();
        }
    }

    /// <summary>Lets time pass, from one timer to the next; never while a send is under way that does not hang.</summary>
    public async Task AdvanceAsync(TimeSpan span)
    {
        var target = Clock.GetUtcNow() + span;
        await IdleAsync();
        while (Clock.NextTimerDue is { } next && next <= target)
        {
            Clock.AdvanceTo(next);
            await IdleAsync();
        }

        Clock.AdvanceTo(target);
        await IdleAsync();
    }

    /// <summary>Refuses the next commits, one after the other; null lets one pass.</summary>
    public void Refuse(IEnumerable<CommitKind?> refusals)
    {
        lock (_refusals)
        {
            _refusals.Clear();
            foreach (var refusal in refusals)
                _refusals.Enqueue(refusal);
            HasRefused = false;
        }

        if (_store?.Faults is { } faults)
            faults.Rule = _ => NextRefusal();
    }

    public Call Begin(string channel, ChannelMessage message)
    {
        var call = new Call
        {
            Index = Calls.Count,
            Incarnation = _incarnation,
            Channel = channel,
            Message = message,
            At = Clock.GetUtcNow(),
            Key = message.CorrelationKey,
        };
        Calls.Add(call);
        return call;
    }

    public void End(Call call, DeliveryResultKind result)
    {
        lock (Calls)
            call.Result ??= result;
    }

    public DeliveryResult End(Call call, DeliveryResult result)
    {
        lock (Calls)
            call.HasLeft = result.Failures.Any(static f => f.Kind is RecipientFailureKind.Deferred or RecipientFailureKind.InDoubt);
        End(call, result.Kind);
        return result;
    }

    public async Task HangAsync(Call call, TimeSpan longest, CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        lock (Calls)
            _hanging.Add((call, Clock.GetUtcNow() + longest));
        try
        {
            await never.Task;
        }
        finally
        {
            End(call, DeliveryResultKind.Unknown);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _services.DisposeAsync();
        if (_store is not null)
            await _store.DisposeAsync();
    }

    private CommitKind? NextRefusal()
    {
        lock (_refusals)
        {
            var refusal = _refusals.TryDequeue(out var next) ? next : null;
            HasRefused |= refusal is not null;
            return refusal;
        }
    }

    private int CountHanging()
    {
        lock (Calls)
        {
            var now = Clock.GetUtcNow();
            foreach (var (call, until) in _hanging)
            {
                if (until <= now)
                    call.Result ??= DeliveryResultKind.Unknown;
            }

            _hanging.RemoveAll(h => h.Until <= now);
            return _hanging.Count;
        }
    }
}
