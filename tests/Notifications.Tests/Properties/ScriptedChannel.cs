namespace Notifications.Properties;

/// <summary>A channel that does what it is told, then succeeds; it outlives the engines.</summary>
internal sealed class ScriptedChannel(string name, World world, bool costly = false) : INotificationChannel, INotificationChannelTraits
{
    private static readonly RecipientFailure Deferred = new("r2", "as scripted") { Kind = RecipientFailureKind.Deferred };
    private static readonly RecipientFailure InDoubt = new("r2", "as scripted") { Kind = RecipientFailureKind.InDoubt };
    private static readonly RecipientFailure Gone = new("r3", "as scripted") { Kind = RecipientFailureKind.NoSuchAddress };

    private readonly Queue<Outcome> _script = new();

    public ChannelTraits Traits { get; } = new() { IsCostly = costly, RetriesRecipients = true };

    public void Script(Outcome outcome, int times)
    {
        lock (world.Calls)
        {
            for (var i = 0; i < times; i++)
                _script.Enqueue(outcome);
        }
    }

    public void Behave()
    {
        lock (world.Calls)
            _script.Clear();
    }

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        Outcome outcome;
        Call call;
        lock (world.Calls)
        {
            outcome = _script.TryDequeue(out var next) ? next : Outcome.Succeed;
            call = world.Begin(name, message);
        }

        switch (outcome)
        {
            case Outcome.Throw:
                world.End(call, DeliveryResultKind.Unknown);
                throw new InvalidOperationException("as scripted");
            case Outcome.ThrowLater:
                await Task.Yield();
                world.End(call, DeliveryResultKind.Unknown);
                throw new InvalidOperationException("as scripted");
            case Outcome.Hang:
                await world.HangAsync(call, TimeSpan.FromSeconds(10), cancellationToken);
                break;
            case Outcome.HangForEver:
                await world.HangAsync(call, TimeSpan.FromSeconds(11), CancellationToken.None);
                break;
            case Outcome.Later:
                await Task.Yield();
                break;
        }

        return world.End(call, outcome switch
        {
            Outcome.Accept => DeliveryResult.Accepted($"p{call.Index}"),
            Outcome.Retry => DeliveryResult.Retry("as scripted"),
            Outcome.Throttle => DeliveryResult.Throttled(TimeSpan.FromSeconds(7)),
            Outcome.Unknown => DeliveryResult.Unknown("as scripted"),
            Outcome.Some => message.OnlyFor is null ? DeliveryResult.Accepted($"p{call.Index}", [Deferred, Gone]) : DeliveryResult.RetryOwn("as scripted").WithFailures([Deferred]),
            Outcome.SomeInDoubt => message.OnlyFor is null ? DeliveryResult.Accepted($"p{call.Index}", [InDoubt]) : DeliveryResult.Unknown("as scripted"),
            Outcome.Reject => DeliveryResult.Rejected(RejectionKind.Recipient, "as scripted"),
            _ => DeliveryResult.Delivered($"p{call.Index}"),
        });
    }
}
