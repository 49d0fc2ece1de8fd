using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Notifications.Storage;

namespace Notifications.Publishing;

/// <summary>A publish whose commit is under way, on a store that answers later: the one thing between the store's answer and the caller's. Used again by later callers.</summary>
/// <remarks>An async method for each of the stages that wait here would cost an object and a resumption each; with hundreds of callers at a disk that was a quarter of all time.</remarks>
internal sealed class PendingPublish : IValueTaskSource<PublishResult>
{
    private const int MostSpare = 1024;
    private static readonly SparePool<PendingPublish> Spares = new(MostSpare);
    private readonly Action _finish;
    private EventPipeline _pipeline = null!;
    private Publication _publication;
    private CancellationToken _cancellation;
    private ConfiguredValueTaskAwaitable<CommitResult>.ConfiguredValueTaskAwaiter _commit;
    private ManualResetValueTaskSourceCore<PublishResult> _answer;

    private PendingPublish() => _finish = Finish;

    /// <summary>Answers when a commit is known.</summary>
    /// <param name="pipeline">Makes the answer.</param>
    /// <param name="publication">What is being committed; its step and its turn are given back with the answer.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">What the commit was begun with.</param>
    public static ValueTask<PublishResult> WaitAsync(EventPipeline pipeline, in Publication publication, in ValueTask<CommitResult> commit, CancellationToken cancellationToken)
    {
        if (!Spares.TryTake(out var pending))
            pending = new PendingPublish();
        (pending._pipeline, pending._publication, pending._cancellation) = (pipeline, publication, cancellationToken);
        pending._commit = commit.ConfigureAwait(false).GetAwaiter();

        // The answer may be there, and this object somebody else's, before the next call returns.
        var answer = new ValueTask<PublishResult>(pending, pending._answer.Version);
        pending._commit.OnCompleted(pending._finish);
        return answer;
    }

    public PublishResult GetResult(short token)
    {
        // A host that blocks on the result may do so, as on that of an async method.
        if (_answer.GetStatus(token) == ValueTaskSourceStatus.Pending)
            Block(token);
        try
        {
            return _answer.GetResult(token);
        }
        finally
        {
            _answer.Reset();
            Spares.Give(this);
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _answer.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    private void Block(short token)
    {
        using var answered = new ManualResetEventSlim();
        _answer.OnCompleted(static e => ((ManualResetEventSlim)e!).Set(), answered, token, ValueTaskSourceOnCompletedFlags.None);
        answered.Wait(CancellationToken.None);
    }

    private void Finish()
    {
        PublishResult result;
        try
        {
            result = _pipeline.Finish(_publication, ref _commit, _cancellation);
        }
#pragma warning disable CA1031 // It is the caller's: a cancellation.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Forget();
            _answer.SetException(error);
            return;
        }

        Forget();
        _answer.SetResult(result);
    }

    private void Forget()
    {
        (_publication, _commit, _cancellation) = (default, default, default);
        _pipeline = null!;
    }
}
