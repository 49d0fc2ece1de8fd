using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Mail;

/// <summary>The limit of <c>smtp</c>: the dialogue by hand, pipelined, with one fixed mail, over eight sockets without delay.</summary>
internal sealed class RawSmtpRig : CounterpartRig
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

    private readonly Socket[] _sockets;

    private RawSmtpRig(Counterpart sink, Socket[] sockets) : base(sink, SmtpRig.Items) => _sockets = sockets;

    public static async ValueTask<IRig> CreateAsync()
    {
        var sink = await Counterpart.StartAsync(Sink.Argument);
        var port = int.Parse(sink.Address, CultureInfo.InvariantCulture);
        var sockets = new Socket[SmtpRig.Connections];
        var buffer = new byte[1024];
        for (var i = 0; i < sockets.Length; i++)
        {
            sockets[i] = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await sockets[i].ConnectAsync(IPAddress.Loopback, port);
            await ReadAsync(sockets[i], buffer, 1);
            await sockets[i].SendAsync("EHLO acme.test\r\n"u8.ToArray());
            await ReadAsync(sockets[i], buffer, 2);
        }

        return new RawSmtpRig(sink, sockets);
    }

    protected override Task SendAsync() => Task.WhenAll(_sockets.Select(static socket => Task.Run(() => SendAsync(socket))));

    protected override ValueTask StopAsync()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
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
