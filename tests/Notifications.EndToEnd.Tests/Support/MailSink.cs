using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Notifications.EndToEnd.Tests.Support;

/// <summary>A mail server that takes everything and keeps it.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _loop;

    public MailSink()
    {
        _listener.Start();
        _loop = Task.Run(AcceptAsync);
    }

    public ConcurrentQueue<string> Mails { get; } = [];

    public string Address => $"localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _loop.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync();
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            while (await reader.ReadLineAsync() is { } line)
            {
                await writer.WriteLineAsync(line == "DATA" ? "354 go on" : "250 ok");
                if (line != "DATA")
                    continue;
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync() is { } text && text != ".")
                    mail.Append(text).Append('\n');
                Mails.Enqueue(mail.ToString());
                await writer.WriteLineAsync("250 ok");
            }
        }
        catch (IOException)
        {
            // The sample has ended.
        }
    }
}
