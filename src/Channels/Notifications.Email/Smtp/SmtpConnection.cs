using System.Buffers;
using System.Net.Sockets;
using System.Text;

namespace Notifications.Email.Smtp;

/// <summary>A connection to a server: commands out, replies in. One user at a time.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int ReadSize = 4 * 1024;
    private const int WriteSize = 32 * 1024;
    private readonly Socket _socket;
    private readonly byte[] _in = ArrayPool<byte>.Shared.Rent(ReadSize);
    private readonly byte[] _out = ArrayPool<byte>.Shared.Rent(WriteSize);
    private Stream _stream;
    private int _start;
    private int _end;
    private int _length;
    private int _isDisposed;

    public SmtpConnection(Socket socket, TimeProvider clock)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        Timer = new PhaseTimer(clock);
        OpenedAt = LastUsedAt = clock.GetTimestamp();
    }

    public PhaseTimer Timer { get; }

    public long OpenedAt { get; }

    public long LastUsedAt { get; set; }

    /// <summary>How far its opening has come.</summary>
    public OpeningStep Step { get; set; }

    /// <summary>Messages that it carried.</summary>
    public int Messages { get; set; }

    /// <summary>A transaction was given up half-way: RSET has to come before the next.</summary>
    public bool MustReset { get; set; }

    public SmtpCapabilities Capabilities { get; set; } = new();

    public bool IsSecure { get; private set; }

    /// <summary>The server has said something that nobody asked for.</summary>
    public bool HasUnread => _end > _start;

    /// <summary>How many bytes the buffer still takes.</summary>
    public int Room => WriteSize - _length;

    /// <summary>Puts bytes into the buffer; <see cref="FlushAsync"/> sends them. What is put before one flush always fits.</summary>
    public void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_out.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Puts text that can have no line end: addresses, numbers, base64.</summary>
    /// <exception cref="ArgumentException">It has one. That would be a bug, and it stays within the process.</exception>
    public void Put(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('\r', '\n', '\0') >= 0)
            throw new ArgumentException("A command's argument has a line end", nameof(text));
        _length += Encoding.UTF8.GetBytes(text, _out.AsSpan(_length));
    }

    public async ValueTask FlushAsync()
    {
        var length = _length;
        _length = 0;
        await _stream.WriteAsync(_out.AsMemory(0, length), Timer.Token).ConfigureAwait(false);
    }

    /// <summary>Copies a piece of a message into the buffer.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="isLineStart">Whether the first of them begins a line; then whether the next to come does.</param>
    /// <returns>How many fitted.</returns>
    public int PutStuffed(ReadOnlySpan<byte> source, ref bool isLineStart)
    {
        var room = _out.AsSpan(_length, WriteSize - _length);
        var count = DotStuffing.Copy(source, room, ref isLineStart, out var written);
        _length += written;
        return count;
    }

    /// <summary>Reads one whole reply.</summary>
    /// <param name="capabilities">Takes the lines of an answer to EHLO.</param>
    /// <exception cref="IOException">The connection broke, or this is no SMTP.</exception>
    public async ValueTask<SmtpReply> ReadReplyAsync(SmtpCapabilities? capabilities = null)
    {
        var parser = new SmtpReplyParser(capabilities);
        while (true)
        {
            if (HasUnread)
            {
                var isWhole = parser.TryRead(_in.AsSpan(_start, _end - _start), out var consumed, out var reply);
                _start += consumed;
                if (isWhole)
                    return reply;
            }

            await FillAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Sends what was put, and reads the first reply. Who hangs up has often said why before (421, 554, or over TLS an alert): that is read also when it can no longer be sent to.</summary>
    public async ValueTask<SmtpReply> AskAsync(SmtpCapabilities? capabilities = null)
    {
        try
        {
            await FlushAsync().ConfigureAwait(false);
        }
        catch (IOException) when (!Timer.HasFired)
        {
            var lastWord = await ReadReplyAsync(capabilities).ConfigureAwait(false);
            return lastWord.IsRefusal ? lastWord : throw new SmtpProtocolException("the server answered what it was not asked, and hung up");
        }

        return await ReadReplyAsync(capabilities).ConfigureAwait(false);
    }

    /// <summary>Goes on over TLS.</summary>
    public void Upgrade(Stream secure) => (_stream, IsSecure) = (secure, true);

    public Stream Plain => _stream;

    /// <summary>True when the server has neither closed nor said anything: then it can be used again.</summary>
    public bool IsQuiet() => !HasUnread && !Timer.HasFired && !_socket.Poll(0, SelectMode.SelectRead);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            // It is closed all the same.
        }

        _socket.Dispose();
        Timer.Dispose();
        ArrayPool<byte>.Shared.Return(_in);
        ArrayPool<byte>.Shared.Return(_out, clearArray: true); // It held credentials.
    }

    private async ValueTask FillAsync()
    {
        if (_start > 0)
        {
            _in.AsSpan(_start, _end - _start).CopyTo(_in);
            (_start, _end) = (0, _end - _start);
        }

        var count = await _stream.ReadAsync(_in.AsMemory(_end), Timer.Token).ConfigureAwait(false);
        if (count == 0)
            throw new IOException("The server closed the connection");
        _end += count;
    }
}
