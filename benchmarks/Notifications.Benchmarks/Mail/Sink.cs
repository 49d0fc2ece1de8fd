using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Mail;

/// <summary>The other end of the mails: speaks as much SMTP as they need, keeps nothing, and tells how many came. Runs as a process of its own, so that both sides pay the same for it.</summary>
internal static class Sink
{
    /// <summary>The argument that makes this program the sink.</summary>
    public const string Argument = "smtp-sink";

    private static readonly byte[] End = "\r\n.\r\n"u8.ToArray();
    private static long s_count;

    /// <summary>Serves until its input ends; writes its port first, and the count for each line it reads.</summary>
    public static async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = AcceptAsync(listener);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return await Counterpart.ServeAsync(port.ToString(CultureInfo.InvariantCulture), static () => Interlocked.Read(ref s_count));
    }

    private static async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            _ = Task.Run(() => ServeAsync(socket));
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        var buffer = new byte[64 * 1024];
        var answers = new StringBuilder("220 sink\r\n");
        var (length, inData) = (0, false);
        try
        {
            while (true)
            {
                if (answers.Length > 0)
                {
                    await socket.SendAsync(Encoding.ASCII.GetBytes(answers.ToString()));
                    answers.Clear();
                }

                var count = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (count == 0)
                    return;
                length += count;
                var taken = Take(buffer.AsSpan(0, length), answers, ref inData);
                buffer.AsSpan(taken, length - taken).CopyTo(buffer);
                length -= taken;
            }
        }
        catch (SocketException)
        {
            // The client has left.
        }
    }

    private static int Take(ReadOnlySpan<byte> bytes, StringBuilder answers, ref bool inData)
    {
        var taken = 0;
        while (true)
        {
            var rest = bytes[taken..];
            var end = inData ? rest.IndexOf(End) : rest.IndexOf("\r\n"u8);
            if (end < 0)
                return taken;
            taken += end + (inData ? End.Length : 2);
            if (inData)
                Interlocked.Increment(ref s_count);
            var isEhlo = !inData && rest.StartsWith("EHLO"u8);
            inData = !inData && rest.StartsWith("DATA"u8);
            answers.Append(isEhlo ? "250-sink\r\n250 PIPELINING\r\n" : inData ? "354 go on\r\n" : "250 2.0.0 ok\r\n");
        }
    }
}
