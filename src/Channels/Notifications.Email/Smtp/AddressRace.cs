using System.Net;
using System.Net.Sockets;

namespace Notifications.Email.Smtp;

/// <summary>
/// Connects to a host that may have several addresses: all are tried (RFC 5321, section 5.1), the next one a moment after the one before it, and the first that answers is taken (RFC 8305).
/// So an address that is dead in silence costs a moment, not the time of the attempt.
/// </summary>
/// <param name="resolve">Finds the addresses of a name.</param>
/// <param name="connect">Connects to one of them.</param>
/// <param name="clock">For the moments between.</param>
internal sealed class AddressRace(
    Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPEndPoint, CancellationToken, Task<Socket>> connect, TimeProvider clock)
{
    /// <summary>RFC 8305, section 8.</summary>
    public static readonly TimeSpan Head = TimeSpan.FromMilliseconds(250);

    /// <summary>Over the system's resolver and sockets.</summary>
    public static AddressRace Create(TimeProvider clock) => new(Dns.GetHostAddressesAsync, OpenAsync, clock);

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">No address could be connected to, or the name has none.</exception>
    public async Task<Socket> RunAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        return addresses.Length == 1
            ? await connect(new IPEndPoint(addresses[0], port), cancellationToken).ConfigureAwait(false)
            : await RunAsync(addresses, port, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Socket> RunAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Socket>>();
        try
        {
            for (var next = 0; ;)
            {
                if (next < addresses.Length)
                    running.Add(connect(new IPEndPoint(addresses[next++], port), others.Token));
                await WaitAsync(running, isLast: next == addresses.Length, cancellationToken).ConfigureAwait(false);
                var first = running.Find(static task => task.IsCompletedSuccessfully) ?? running.Find(static task => task.IsCompleted);
                if (first is null)
                    continue;
                running.Remove(first);
                _ = first.Exception;

                // The last one says why there is no connection at all.
                if (first.IsCompletedSuccessfully || (running.Count == 0 && next == addresses.Length))
                    return await first.ConfigureAwait(false);
            }
        }
        finally
        {
            await others.CancelAsync().ConfigureAwait(false);
            foreach (var late in running)
                Drop(late);
        }
    }

    /// <summary>Waits for one of them to end, or until it is time for the next address.</summary>
    private async Task WaitAsync(List<Task<Socket>> running, bool isLast, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([.. running, Task.Delay(isLast ? Timeout.InfiniteTimeSpan : Head, clock, over.Token)]).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task<Socket> OpenAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // One that connects too late is closed; why another did not connect is of no interest any more.
    private static void Drop(Task<Socket> late) => _ = late.ContinueWith(
        static task =>
        {
            if (task.IsCompletedSuccessfully)
                task.Result.Dispose();
            else
                _ = task.Exception;
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
