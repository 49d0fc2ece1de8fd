using System.Runtime.CompilerServices;
using Notifications.Dispatch;
using Notifications.Hosting;

namespace Notifications.Operations;

/// <summary>The operators' door of the engine.</summary>
internal sealed class NotificationOperations(NotificationEngine engine) : INotificationOperations
{
    private const int MaxPage = 1_000;
    private const int MaxMany = 100_000;
    private static readonly DeadLetterFilter All = new();

    private readonly EngineContext _context = engine.Context;

    public ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterFilter? filter = null, string? cursor = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        CheckPage(limit);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_context.DeadLetters.Page(filter ?? All, cursor, limit));
    }

    public ValueTask<int> CountDeadLettersAsync(DeadLetterFilter? filter = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_context.DeadLetters.CountOf(filter ?? All));
    }

    public ValueTask<OperationResult> RequeueAsync(string deliveryId, OperationActor actor, CancellationToken cancellationToken = default)
    {
        if (Check(deliveryId, actor, out var id) is { } refusal)
            return new(refusal);
        return _context.DeadLetters.Find(id) is { } letter ? engine.DeadLetters.RequeueAsync(letter, actor, cancellationToken) : new(Missing(deliveryId, id));
    }

    public ValueTask<OperationResult> DiscardAsync(string deliveryId, OperationActor actor, CancellationToken cancellationToken = default)
    {
        if (Check(deliveryId, actor, out var id) is { } refusal)
            return new(refusal);
        if (_context.DeadLetters.Find(id) is { } letter)
            return engine.DeadLetters.DiscardAsync(letter, actor, cancellationToken);
        return _context.InDoubt.TryGetValue(id, out var delivery) ? engine.InDoubt.DiscardAsync(delivery, actor, cancellationToken) : new(Missing(deliveryId, id));
    }

    public IAsyncEnumerable<OperationResult> RequeueManyAsync(DeadLetterFilter filter, OperationActor actor, CancellationToken cancellationToken = default) =>
        RunManyAsync(filter, actor, engine.DeadLetters.RequeueAsync, cancellationToken);

    public IAsyncEnumerable<OperationResult> DiscardManyAsync(DeadLetterFilter filter, OperationActor actor, CancellationToken cancellationToken = default) =>
        RunManyAsync(filter, actor, engine.DeadLetters.DiscardAsync, cancellationToken);

    public ValueTask<InDoubtPage> ListInDoubtAsync(string? cursor = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        CheckPage(limit);
        cancellationToken.ThrowIfCancellationRequested();
        var before = long.MaxValue;
        if (cursor is not null)
            before = NotificationId.TryParse(cursor, out var at) ? at.Value : throw new ArgumentException("The cursor is none of ours: pass Next of the page before, or null.", nameof(cursor));
        var found = _context.InDoubt.Values.Where(d => d.Id < before).OrderByDescending(static d => d.Id).Take(limit + 1).Select(static d => d.ToRecord()).ToList();
        return new(found.Count <= limit ? new InDoubtPage(found, null) : new InDoubtPage(found[..limit], found[limit - 1].Id.ToString()));
    }

    public ValueTask<OperationResult> MarkDeliveredAsync(string deliveryId, OperationActor actor, CancellationToken cancellationToken = default) =>
        RunInDoubtAsync(deliveryId, actor, engine.InDoubt.MarkDeliveredAsync, cancellationToken);

    public ValueTask<OperationResult> SendAgainAsync(string deliveryId, OperationActor actor, CancellationToken cancellationToken = default) =>
        RunInDoubtAsync(deliveryId, actor, engine.InDoubt.SendAgainAsync, cancellationToken);

    private static void CheckPage(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
    }

    private static OperationResult? Check(string deliveryId, OperationActor actor, out long id)
    {
        ArgumentNullException.ThrowIfNull(deliveryId);
        ArgumentNullException.ThrowIfNull(actor);
        id = NotificationId.TryParse(deliveryId, out var parsed) ? parsed.Value : 0;
        return OperationRule.Check(actor) is { } wrong ? Answer.Not(deliveryId, OperationOutcome.Invalid, wrong) : null;
    }

    private OperationResult Missing(string deliveryId, long id) => Answer.Missing(deliveryId, engine.OperationRecorder.FindFirst(id));

    private ValueTask<OperationResult> RunInDoubtAsync(
        string deliveryId, OperationActor actor, Func<Delivery, OperationActor, CancellationToken, ValueTask<OperationResult>> run, CancellationToken cancellationToken)
    {
        if (Check(deliveryId, actor, out var id) is { } refusal)
            return new(refusal);
        return _context.InDoubt.TryGetValue(id, out var delivery) ? run(delivery, actor, cancellationToken) : new(Missing(deliveryId, id));
    }

    private async IAsyncEnumerable<OperationResult> RunManyAsync(
        DeadLetterFilter filter,
        OperationActor actor,
        Func<DeadLetterState, OperationActor, CancellationToken, ValueTask<OperationResult>> run,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(actor);
        if (OperationRule.Check(actor) is { } wrong)
        {
            yield return Answer.Not(string.Empty, OperationOutcome.Invalid, wrong);
            yield break;
        }

        foreach (var letter in _context.DeadLetters.Select(filter, Math.Clamp(filter.Limit, 1, MaxMany)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await run(letter, actor, cancellationToken).ConfigureAwait(false);
        }
    }
}
