using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Notifications.Email.Tests.Interop;

/// <summary>A policy server as Postfix asks it (SMTPD_POLICY_README), which greylists as postgrey does: a recipient that it sees for the first time is to come back later.</summary>
internal sealed class GreylistPolicy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly Task _loop;

    public GreylistPolicy()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often Postfix asked about a recipient.</summary>
    public int CountAsked(string recipient) => _asked.GetValueOrDefault(recipient);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\n" };
            var recipient = string.Empty;
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                if (line.StartsWith("recipient=", StringComparison.Ordinal))
                    recipient = line["recipient=".Length..];
                if (line.Length == 0)
                    await writer.WriteAsync(_asked.AddOrUpdate(recipient, 1, static (_, n) => n + 1) == 1 && recipient.StartsWith("carl", StringComparison.Ordinal)
                        ? "action=DEFER_IF_PERMIT greylisted, come back later\n\n"
                        : "action=DUNNO\n\n");
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // Postfix left, or the test is over.
        }
    }
}
