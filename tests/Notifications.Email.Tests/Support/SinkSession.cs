using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Notifications.Email.Tests.Support;

/// <summary>One connection to a <see cref="SinkServer"/>.</summary>
internal sealed class SinkSession(SinkServer server, NetworkStream network, Encoding encoding)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream _stream = network;
    private int _start;
    private int _end;
    private readonly List<string> _taken = [];

    public async Task RunAsync(bool greets = true)
    {
        if (greets && !await SayAsync(server.Reply("greeting") ?? "220 sink ESMTP"))
            return;
        while (await ReadLineAsync() is { } line)
        {
            server.Commands.Enqueue(line);
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            var answer = server.Reply(line) ?? verb switch
            {
                "EHLO" => Ehlo(),
                "DATA" => "354 go on",
                "QUIT" => "221 2.0.0 bye",
                "AUTH" => "235 2.7.0 welcome",
                _ => "250 2.0.0 ok",
            };
            if (verb == "MAIL")
                _taken.Clear();
            else if (verb == "RCPT" && answer.StartsWith('2'))
                _taken.Add(line[9..^1]);
            if (!await SayAsync(answer) || verb == "QUIT")
                return;
            if (verb == "DATA" && answer.StartsWith('3') && !await TakeMessageAsync())
                return;
        }
    }

    public async Task UpgradeAsync((string Certificate, string Key) files)
    {
        var secure = new SslStream(_stream);
        await secure.AuthenticateAsServerAsync(Certificates.Load(files), false, false);
        _stream = secure;
        (_start, _end) = (0, 0);
    }

    public string Ehlo() => string.Join("\r\n", server.Capabilities.Prepend("sink").Select((text, i) => i == server.Capabilities.Length ? $"250 {text}" : $"250-{text}"));

    public async Task<string?> ReadLineAsync()
    {
        var line = new List<byte>();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, server.Stopped));
                if (_end == 0)
                    return null;
            }

            var b = _buffer[_start++];
            if (b == '\n')
                return encoding.GetString([.. line]).TrimEnd('\r');
            line.Add(b);
        }
    }

    public async Task<bool> SayAsync(string answer)
    {
        if (answer == "hang")
            await Task.Delay(Timeout.Infinite, server.Stopped);
        if (answer == "cut")
            return false;
        await WriteAsync(answer + "\r\n");
        return true;
    }

    /// <summary>Makes the end of the session a reset (RST): what the client still sends is not taken.</summary>
    public void ResetAtEnd() => network.Socket.LingerState = new LingerOption(true, 0);

    /// <summary>Reads whatever comes next.</summary>
    public async Task ReadBytesAsync() => _ = await _stream.ReadAsync(_buffer, server.Stopped);

    public async Task WriteBytesAsync(byte[] bytes) => await _stream.WriteAsync(bytes, server.Stopped);

    public async Task WriteAsync(string text)
    {
        await _stream.WriteAsync(encoding.GetBytes(text), server.Stopped);
        await _stream.FlushAsync(server.Stopped);
    }

    private async Task<bool> TakeMessageAsync()
    {
        var message = new StringBuilder();
        while (await ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                server.Recipients.Enqueue(string.Join(',', _taken));
                server.Messages.Enqueue(message.ToString());
                server.Reached.TrySetResult();
                return await SayAsync(server.Reply(".") ?? "250 2.0.0 queued");
            }

            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return false;
    }
}
