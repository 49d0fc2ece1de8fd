using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Interop;

/// <summary>A real Postfix below a folder of its own, on loopback ports. Delivers to a Maildir there.</summary>
public sealed class PostfixServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("postfix-tests").FullName;
    private readonly GreylistPolicy _policy = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>STARTTLS, no authentication.</summary>
    public int Port { get; } = FreePort();

    /// <summary>TLS from the first byte.</summary>
    public int TlsPort { get; } = FreePort();

    /// <summary>STARTTLS; takes mail from the user "ops" alone.</summary>
    public int AuthPort { get; } = FreePort();

    /// <summary>STARTTLS; takes mail from who has a certificate of the tests' authority alone.</summary>
    public int CertificatePort { get; } = FreePort();

    /// <summary>STARTTLS; asks a policy server, which greylists "carl" once.</summary>
    public int GreylistingPort { get; } = FreePort();

    /// <summary>How often it asked its policy server about a recipient.</summary>
    public int CountAsked(string recipient) => _policy.CountAsked(recipient);

    public async ValueTask InitializeAsync()
    {
        var ports = new[] { Port, TlsPort, AuthPort, CertificatePort, GreylistingPort, _policy.Port }.Select(static p => p.ToString(CultureInfo.InvariantCulture));
        await RunAsync(["start", _folder, .. ports, Certificates.Good.Certificate, Certificates.Good.Key, Certificates.AuthorityFile]);
        await WaitAsync(() =>
        {
            using var socket = new TcpClient();
            socket.Connect(IPAddress.Loopback, CertificatePort);
            return true;
        });
    }

    /// <summary>Waits for one more mail in the mailbox.</summary>
    public async Task<byte[]> TakeAsync()
    {
        var folder = Path.Combine(_folder, "mail", "box", "new");
        string? found = null;
        await WaitAsync(() => (found = Directory.EnumerateFiles(folder).FirstOrDefault(file => !_seen.Contains(file))) is not null);
        _seen.Add(found!);
        return await File.ReadAllBytesAsync(found!);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(["stop", _folder]);
        await _policy.DisposeAsync();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Some of it belongs to Postfix; the system clears its temporary folder.
        }
    }

    // Below those that the system gives away: between this look and Postfix's own, another test must not get it.
    private static int FreePort()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(10_000, 32_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    private static async Task RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(NodeServers.Folder, "postfix.sh"), .. arguments]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;

        // Not to the end of its output: the server that it leaves behind has that open too.
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"postfix.sh {arguments[0]} failed (run bash tests/servers.sh): {await process.StandardError.ReadLineAsync()}");
    }

    private static async Task WaitAsync(Func<bool> isThere)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                if (isThere())
                    return;
            }
            catch (Exception e) when (e is SocketException or DirectoryNotFoundException or UnauthorizedAccessException)
            {
                // Not yet.
            }

            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException("Postfix did not do it in time.");
            await Task.Delay(20);
        }
    }
}
