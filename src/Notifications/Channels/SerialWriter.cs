namespace Notifications;

/// <summary>One write at a time, on a thread of its own: a terminal that is halted or a disk that hangs holds up no worker beyond its token.</summary>
internal sealed class SerialWriter : IDisposable
{
#pragma warning disable CA2213 // Holds no handle, and a write that hangs may still release it after the end.
    private readonly SemaphoreSlim _gate = new(1, 1);
#pragma warning restore CA2213
    private volatile bool _isClosed;

    public async ValueTask<DeliveryResult> WriteAsync(Func<DeliveryResult> write, CancellationToken cancellationToken)
    {
        try
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return DeliveryResult.Retry("the attempt ended before it was its turn; nothing was written");
        }

        var writing = Task.Run(() => Run(write), CancellationToken.None);
        try
        {
            return await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return writing.IsCompleted
                ? await writing.ConfigureAwait(false)
                : DeliveryResult.Unknown("the write has not come back; it may be there later");
        }
    }

    /// <summary>Lets no further write begin.</summary>
    public void Dispose() => _isClosed = true;

    private DeliveryResult Run(Func<DeliveryResult> write)
    {
        try
        {
            return _isClosed ? DeliveryResult.Retry("the channel is closed; nothing was written") : write();
        }
        finally
        {
            _gate.Release();
        }
    }
}
