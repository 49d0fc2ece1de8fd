using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Mail;

/// <summary>The limit of <c>smtp</c>: the dialogue by hand, pipelined, with one fixed mail, over eight sockets without delay.</summary>
internal sealed class RawSmtpRig : IRig
{
    private static readonly byte[] Envelope = Encoding.ASCII.GetBytes("MAIL FROM:<ops@acme.test>\r\nRCPT TO:<oncall@acme.test>\r\nDATA\r\n");
    private static readonly byte[] Mail = Encoding.ASCII.GetBytes(
        $"""
        From: <ops@acme.test>
        To: <oncall@acme.test>
        Subject: {MailContent.Content.Subject}
        Message-ID: <1@acme.test>
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        {MailContent.Content.Text}
        --b
        Content-Type: text/html; charset=utf-8

        {MailContent.Content.Html}
        --b--
        .

        """.ReplaceLineEndings("\r\n"));

    private readonly SinkProcess _sink;
    private readonly Socket[] _sockets;

    private RawSmtpRig(SinkProcess sink, Socket[] sockets) => (_sink, _sockets) = (sink, sockets);

    public static async ValueTask<IRig> CreateAsync()
    {
        var sink = await SinkProcess.StartAsync();
        var sockets = new Socket[SmtpRig.Connections];
        var buffer = new byte[1024];
        for (var i = 0; i < sockets.Length; i++)
        {
            sockets[i] = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await sockets[i].ConnectAsync(IPAddress.Loopback, sink.Port);
            await ReadAsync(sockets[i], buffer, 1);
            await sockets[i].SendAsync("EHLO acme.test\r\n"u8.ToArray());
            await ReadAsync(sockets[i], buffer, 2);
        }

        return new RawSmtpRig(sink, sockets);
    }

    public async ValueTask<Sample> RunAsync()
    {
        var count = await _sink.CountAsync();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(_sockets.Select(socket => Task.Run(() => SendAsync(socket))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        if (await _sink.CountAsync() - count is var received and not SmtpRig.Items)
            throw new AccountingException($"The sink got {received} mails instead of {SmtpRig.Items}");
        return new Sample(SmtpRig.Items / elapsed.TotalSeconds, bytes / (double)SmtpRig.Items);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        _sink.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task SendAsync(Socket socket)
    {
        var buffer = new byte[1024];
        for (var i = 0; i < SmtpRig.Items / SmtpRig.Connections; i++)
        {
            await socket.SendAsync(Envelope);
            await ReadAsync(socket, buffer, 3);
            await socket.SendAsync(Mail);
            await ReadAsync(socket, buffer, 1);
        }
    }

    private static async ValueTask ReadAsync(Socket socket, byte[] buffer, int lines)
    {
        while (lines > 0)
        {
            var count = await socket.ReceiveAsync(buffer);
            if (count == 0)
                throw new AccountingException("The sink closed a connection");
            lines -= buffer.AsSpan(0, count).Count((byte)'\n');
        }
    }
}
