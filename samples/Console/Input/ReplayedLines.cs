using System.Runtime.CompilerServices;

namespace Notifications.Samples.Storm.Input;

/// <summary>Lines of which the first ones can be looked at before they are read: the clock begins at the first event's time.</summary>
internal sealed class ReplayedLines(IAsyncEnumerable<InputLine> lines) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<InputLine> _lines = lines.GetAsyncEnumerator(CancellationToken.None);
    private readonly Queue<InputLine> _seen = [];

    /// <summary>The time of the first event; null when it has none, or there is no event.</summary>
    public async ValueTask<DateTimeOffset?> PeekTimeAsync()
    {
        while (await _lines.MoveNextAsync())
        {
            _seen.Enqueue(_lines.Current);
            if (_lines.Current.Event is { } first)
                return first.Time;
        }

        return null;
    }

    public async IAsyncEnumerable<InputLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (_seen.TryDequeue(out var line))
            yield return line;
        while (!cancellationToken.IsCancellationRequested && await _lines.MoveNextAsync())
            yield return _lines.Current;
    }

    public ValueTask DisposeAsync() => _lines.DisposeAsync();
}
