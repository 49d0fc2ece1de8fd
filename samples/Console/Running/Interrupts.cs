using System.Runtime.InteropServices;

namespace Notifications.Samples.Storm.Running;

/// <summary>Ctrl-C and SIGTERM: the first asks to finish, the second to stop at once.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _finish = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interrupts() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive),
    ];

    /// <summary>Read no more, and finish what was taken.</summary>
    public CancellationToken Finish => _finish.Token;

    /// <summary>Wait for nothing.</summary>
    public CancellationToken Abort => _abort.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _finish.Dispose();
        _abort.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_finish.IsCancellationRequested)
            _abort.Cancel();
        else
            _finish.Cancel();
    }
}
