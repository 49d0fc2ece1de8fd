using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Publishing;
using Notifications.Rendering;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Silences;
using Notifications.Timing;
using Notifications.Tracking;

namespace Notifications.Hosting;

/// <summary>The stages put together. What the machine consists of can be read off its constructor, in the order of the walk.</summary>
internal sealed class NotificationEngine : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly EngineContext _context;
    private readonly TimedStage _timed;
    private readonly SilenceStage _silences;
    private readonly RuleArchive _rules;
    private readonly IReadOnlyList<ChannelRegistration> _registrations;

    public NotificationEngine(EngineContext context, INotificationRouter? router, IReadOnlyList<ChannelRegistration> registrations, IServiceProvider services)
    {
        _context = context;
        _registrations = registrations;
        var committer = new StepCommitter(context);
        var suppression = new SuppressionStage();
        var policy = new PolicyStage(context);
        var rendering = new RenderingStage(context);
        var planner = new DeliveryPlanner(context, suppression, policy, rendering);
        var holds = new HoldStage(context);
        var audience = new AudienceStage(context, holds, planner);
        var aggregation = new AggregationStage(context, audience);
        var batches = new BatchStage(context, aggregation, new BatchSieve(holds));
        var routing = new RoutingStage(context, new RuleRouter(router));
        var watch = new FailureWatch(context, e => Events!.PublishAsync(e, null, CancellationToken.None));
        var outcomes = new OutcomeStage(context, audience, committer, watch);
        Expansions = new WorkerPool(context.Clock, new ExpansionHandler(context, audience, planner, committer), context.Room);
        committer.Expansions = Expansions;
        Audit = new AuditStage(context, committer);
        OperationRecorder = new OperationRecorder(context, Audit, context.OperationLog);
        DeadLetters = new DeadLetterStage(context, planner, committer, OperationRecorder);
        InDoubt = new InDoubtStage(context, committer, OperationRecorder);
        _timed = new TimedStage(context, aggregation, batches, holds, policy, DeadLetters, committer);
        _silences = new SilenceStage(context, committer, Audit);
        Silences = new SilenceBook(context, _silences);
        context.HoldWorker = new HoldWorker(
            context, new ReleaseStage(context, holds, audience, aggregation, batches, committer), new MemberStage(context, holds, batches, committer), _silences);
        context.Timers = new Timers(context.Clock, context.Room, _timed.Fire);
        context.Channels = ChannelFactory.Create(context, registrations, services, new DeliveryHandler(context, outcomes));
        var owedEnds = new OwedEnds(context, suppression, holds, planner);
        Events = new EventPipeline(context, routing, batches, new EventPlanner(context, aggregation, batches, owedEnds, audience), committer);
        RequestsIn = new RequestPipeline(context, audience, committer);
        Cancellation = new CancellationStage(context, committer);
        Recovery = new RecoveryStage(context, committer, watch, _silences, _rules = new RuleArchive(context, committer));
        Shutdown = new ShutdownSequence(context, this);
        context.Configuration.Changed += Configure;
    }

    public EngineContext Context => _context;

    public EventPipeline Events { get; }

    public RequestPipeline RequestsIn { get; }

    public SilenceBook Silences { get; }

    public CancellationStage Cancellation { get; }

    public OperationRecorder OperationRecorder { get; }

    public DeadLetterStage DeadLetters { get; }

    public InDoubtStage InDoubt { get; }

    public AuditStage Audit { get; }

    public RecoveryStage Recovery { get; }

    public ShutdownSequence Shutdown { get; }

    public WorkerPool Expansions { get; }

    /// <summary>Work is under way, or could be: nothing of it waits for a time.</summary>
    public int ActiveSends
    {
        get
        {
            var active = 0;
            foreach (var channel in _context.Channels.All)
                active += channel.Pool.Active;
            return active + Expansions.Active;
        }
    }

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        // The host starts it, and so may the application: what was left is taken up once.
        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_context.IsRunning)
                return;
            if (_context.Timers.IsStopped)
                throw new InvalidOperationException("The engine was stopped, and does not start twice: what it accepted would never be sent. Build a new host.");
            Validate();
            Configure(_context.Current, _context.Current);
            _context.Ids.Start(await _context.Store.OpenAsync(cancellationToken).ConfigureAwait(false));
            await Recovery.RecoverAsync(cancellationToken).ConfigureAwait(false);
            _context.IsRunning = true;
            _context.Log.Started(_context.Current.Rules.Rules.Length, _context.Channels.All.Count);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Everything that can be done now is done: what is left waits for a time, or is held.</summary>
    /// <param name="tolerated">Sends under way that do not count: those known to hang.</param>
    public bool IsIdle(int tolerated = 0)
    {
        // Read twice: work may move from a place not yet looked at to one already passed.
        var before = Moves();
        if (_context.Timers.IsBusy || _timed.Steps.IsUnderWay || _context.HoldWorker.Looks.IsUnderWay || _context.Announcing.IsUnderWay || _context.Recording.IsUnderWay || Expansions.Active > 0 || Expansions.CanWork)
            return false;
        var (active, suspended) = (0, 0);
        foreach (var channel in _context.Channels.Working)
        {
            if (channel.Pool.CanWork)
                return false;
            active += channel.Pool.Active;
            suspended += channel.Pool.Suspended;
        }

        return active <= Math.Min(tolerated, suspended) + _context.Unrecorded && Moves() == before;
    }

    public async ValueTask WaitForIdleAsync(CancellationToken cancellationToken, int tolerated = 0)
    {
        while (true)
        {
            var moved = _context.Room.NextAsync();
            if (IsIdle(tolerated))
                return;
            await moved.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends all that is held, whatever its time.</summary>
    public void FlushHeld() => _timed.FlushAll();

    /// <summary>Stops at once, as a crash would: nothing is drained and nothing is reported.</summary>
    public async ValueTask DisposeAsync()
    {
        _context.IsRunning = false;
        _context.IsStopping = _context.IsOver = true;
        _context.Configuration.Changed -= Configure;
        _context.Timers.Stop();
        _context.Timers.Dispose();
        foreach (var channel in _context.Channels.Working)
        {
            channel.Pool.Stop();
            foreach (var provider in channel.Providers)
                await provider.DisposeAsync().ConfigureAwait(false);
        }

        Expansions.Stop();
        _starting.Dispose();
    }

    /// <summary>All errors at once: those of the channels and those of the rules.</summary>
    private void Validate()
    {
        var errors = new List<ConfigurationError>();
        ChannelRegistrationRule.Check(_registrations, errors);
        try
        {
            _context.Configuration.ChannelKinds = [.. _context.Channels.All.Select(static c => c.Traits.Type).OfType<string>()];
            _context.Configuration.LoadAndValidate([.. _context.Channels.All.Select(static c => c.Name)]);
        }
        catch (NotificationsConfigurationException invalid)
        {
            errors.AddRange(invalid.Errors);
        }

        if (errors.Count > 0)
            throw new NotificationsConfigurationException(errors);
    }

    private void Configure(EngineConfiguration before, EngineConfiguration now)
    {
        if (_context.IsRunning)
            _timed.ForgetDisabledDestinations();
        foreach (var rule in before.Rules.Rules)
        {
            if (!now.Rules.TryGet(rule.Name, out _))
                _context.Retired[rule.Name] = rule;
        }

        foreach (var channel in _context.Channels.All)
            channel.Configure(_context.Current.ForChannel(channel.Name));
        _context.Holds.Configure(now, _context.Clock.GetUtcNow());
        _silences.ArmFixed();
        _context.HoldWorker.Enqueue(_context.Holds.AllHeld());
        Expansions.Concurrency = _context.Current.Engine.ResolverWorkers;
        Expansions.Resume();
        if (_context.IsRunning)
            _ = _rules.UpdateAsync();
    }

    private long Moves()
    {
        var moves = Expansions.Enqueued + _timed.Steps.Begun + _context.HoldWorker.Looks.Begun + _context.Announcing.Begun + _context.Recording.Begun;
        foreach (var channel in _context.Channels.Working)
            moves += channel.Pool.Enqueued;
        return moves;
    }
}
