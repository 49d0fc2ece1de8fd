using Notifications.Configuration;
using Notifications.Storage;
using Notifications.Tracking;

namespace Notifications.Dispatch;

/// <summary>A channel at work: its queue and workers, its providers and their health, its counters. One slow channel holds up nobody else.</summary>
internal sealed class ChannelRuntime
{
    private const int Stripes = 4;
    private const int Stride = 16 * 4;
    private const int LastSuccess = Stride - 2;
    private const int LastFailure = Stride - 1;

    private readonly TimeProvider _clock;
    private readonly long[] _outcomes = new long[Stripes * Stride];
    private readonly Lock _health = new();

    public ChannelRuntime(string name, ChannelProvider[] providers, ChannelTraits traits, TimeProvider clock, IWorkHandler handler, RoomSignal room)
    {
        Name = name;
        Providers = providers;
        Traits = traits;
        _clock = clock;
        Pool = new WorkerPool(clock, handler, room) { Pace = traits.DestinationInterval is { Ticks: > 0 } interval ? new DestinationPace(interval) : null };
        Options = new ChannelOptions();
        Timeout = DispatchRule.Timeout(Options, traits);
    }

    public string Name { get; }

    public ChannelProvider[] Providers { get; }

    public ChannelTraits Traits { get; }

    public WorkerPool Pool { get; }

    /// <summary>The options in force; swapped by a reload.</summary>
    public ChannelOptions Options { get; private set; }

    /// <summary>How long an attempt may take.</summary>
    public TimeSpan Timeout { get; private set; }

    /// <summary>It is not configured: its work waits for a release that has it.</summary>
    public bool IsAbsent => Providers[0].Channel is AbsentChannel;

    public bool HasRoom => Pool.Waiting < Options.QueueCapacity;

    /// <summary>What a delivery says of its destination.</summary>
    public DeliveryFlags FlagsOf(string? destination)
    {
        if (destination is null || Traits.IsSecretDestination is not { } isSecret)
            return DeliveryFlags.None;
        try
        {
            return isSecret(destination) ? DeliveryFlags.SecretDestination : DeliveryFlags.None;
        }
#pragma warning disable CA1031 // Nobody is harmed when too much is hidden; a message that is not sent harms.
        catch (Exception)
#pragma warning restore CA1031
        {
            return DeliveryFlags.SecretDestination;
        }
    }

    public void Configure(ChannelOptions options)
    {
        var before = Options;
        Options = options;
        Timeout = DispatchRule.Timeout(options, Traits);
        Pool.Concurrency = options.Workers;
        if (options.Rate is not { } rate)
            Pool.Rate = null;
        else if (Pool.Rate is null || !Equals(before.Rate, rate))
            Pool.Rate = new RateGate(rate.Window.Ticks / rate.Count, rate.Burst ?? rate.Count);
        Pool.Resume();
    }

    /// <summary>Picks the provider for an attempt.</summary>
    public int ChooseProvider(uint tried, long nowTicks)
    {
        if (Providers.Length == 1)
            return 0;
        Span<BreakerState> health = stackalloc BreakerState[Providers.Length];
        ReadHealth(health);
        return ProviderRule.Choose(health, tried, nowTicks);
    }

    public bool HasOtherProvider(uint tried, long nowTicks)
    {
        if (Providers.Length == 1)
            return false;
        Span<BreakerState> health = stackalloc BreakerState[Providers.Length];
        ReadHealth(health);
        return ProviderRule.HasOther(health, tried, nowTicks);
    }

    /// <summary>Counts a provider's outcome and adjusts how many sends may run: none while all rest, one while one is probed.</summary>
    /// <returns>True when a circuit opened or closed.</returns>
    public bool RecordHealth(int provider, bool failed, long nowTicks)
    {
        var changed = Providers[provider].Record(failed, Options.BreakerFailures, Options.BreakerPause, nowTicks);
        if (changed || (failed && Pool.Limit == 1))
        {
            // One at a time, so that the last one to look has seen everything that was recorded.
            lock (_health)
                LimitToHealth();
        }

        return changed;
    }

    /// <summary>The last day's counts.</summary>
    public OutcomeHistory History { get; } = new();

    /// <summary>Counts the end of a delivery.</summary>
    /// <param name="outcome">Its final state.</param>
    /// <param name="lane">Its lane.</param>
    /// <param name="ticks">When it ended.</param>
    public void Count(DeliveryState outcome, Priority lane, long ticks)
    {
        if (History.IsDue(ticks))
            History.Begin(ticks, Read);
        var stripe = (Thread.GetCurrentProcessorId() & (Stripes - 1)) * Stride;
        Interlocked.Increment(ref _outcomes[stripe + ((int)outcome * 4) + (int)lane]);
        if (outcome is DeliveryState.Delivered or DeliveryState.Sent)
            Volatile.Write(ref _outcomes[stripe + LastSuccess], ticks);
        else if (outcome is DeliveryState.Rejected or DeliveryState.Expired or DeliveryState.DeadLettered)
            Volatile.Write(ref _outcomes[stripe + LastFailure], ticks);
    }

    /// <summary>When a delivery last succeeded, or failed for good, in UTC ticks; 0 for never.</summary>
    public long ReadLast(bool succeeded)
    {
        long last = 0;
        for (var stripe = 0; stripe < Stripes; stripe++)
            last = Math.Max(last, Volatile.Read(ref _outcomes[(stripe * Stride) + (succeeded ? LastSuccess : LastFailure)]));
        return last;
    }

    public long Read(DeliveryState outcome)
    {
        long sum = 0;
        for (var lane = Priority.Low; lane <= Priority.Critical; lane++)
            sum += Read(outcome, lane);
        return sum;
    }

    public long Read(DeliveryState outcome, Priority lane)
    {
        long sum = 0;
        for (var stripe = 0; stripe < Stripes; stripe++)
            sum += Volatile.Read(ref _outcomes[(stripe * Stride) + ((int)outcome * 4) + (int)lane]);
        return sum;
    }

    public long NowTicks() => _clock.GetUtcNow().UtcTicks;

    private void LimitToHealth()
    {
        var resume = long.MaxValue;
        var open = 0;
        foreach (var candidate in Providers)
        {
            var breaker = candidate.Breaker;
            if (breaker.IsOpen)
                open++;
            resume = Math.Min(resume, breaker.OpenUntilTicks);
        }

        Pool.Limit = open == Providers.Length ? 1 : int.MaxValue;
        if (open == Providers.Length)
            Pool.PauseUntil(resume);
        else
            Pool.Resume();
    }

    private void ReadHealth(Span<BreakerState> into)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] = Providers[i].Breaker;
    }
}
