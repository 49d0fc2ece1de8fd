using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Notifications.Publishing;

namespace Notifications.Samples.Storm.Input;

/// <summary>Reads events, one a line. A line that cannot be read is handed on with its error, and reading goes on.</summary>
internal sealed class EventSource(Stream stream)
{
    /// <summary>An event's data may have 1 MiB; what surrounds it is small.</summary>
    private const int MaxLine = 2 * 1024 * 1024;

    private static readonly NotificationError TooLong =
        new(NotificationErrorCode.TooLarge, $"The line is longer than {MaxLine} bytes: send a link to the details.");

    private long _number;
    private bool _skipping;

    public async IAsyncEnumerable<InputLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await NextAsync(pipe, cancellationToken) is not { } read)
                yield break;
            var buffer = read.Buffer;
            while (TryTakeLine(ref buffer, read.IsCompleted, out var line))
            {
                if (Parse(line) is { } parsed)
                    yield return parsed;
            }

            if (!_skipping && buffer.Length > MaxLine)
            {
                _skipping = true;
                yield return new InputLine(++_number, null, TooLong);
            }

            pipe.AdvanceTo(_skipping ? buffer.End : buffer.Start, buffer.End);
            if (read.IsCompleted)
                yield break;
        }
    }

    /// <summary>Null when reading was given up: a terminal's or a pipe's read cannot be cancelled, so it is left behind.</summary>
    private static async ValueTask<ReadResult?> NextAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        try
        {
            return await pipe.ReadAsync(CancellationToken.None).AsTask().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (!isLast || buffer.IsEmpty)
            return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private InputLine? Parse(in ReadOnlySequence<byte> line)
    {
        if (_skipping)
        {
            // The rest of the line that was too long.
            _skipping = false;
            return null;
        }

        _number++;
        if (line.Length > MaxLine)
            return new InputLine(_number, null, TooLong);
        var bytes = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        if (_number == 1 && bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        bytes = bytes.TrimStart(" \t\r"u8).TrimEnd(" \t\r"u8);
        if (bytes.IsEmpty)
            return null;
        return NotificationEventJson.TryRead(bytes, out var notificationEvent, out var error)
            ? new InputLine(_number, notificationEvent, null)
            : new InputLine(_number, null, error);
    }
}
