using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Notifications.PagerDuty.Tests.Interop;

/// <summary>Prism from npm between the channel and the fake: it checks requests and answers against the description in <c>events-v2.yaml</c>.</summary>
internal sealed partial class PrismProxy : IAsyncDisposable
{
    private static readonly NodeFolder Scripts = NodeFolder.Of("Interop");
    private readonly Process _process;

    private PrismProxy(Process process, string root)
    {
        _process = process;
        Url = root + "/enqueue";
    }

    public string Url { get; }

    /// <summary>Starts before an upstream: the address before <c>/enqueue</c>.</summary>
    public static async Task<PrismProxy> StartAsync(string upstream)
    {
        var prism = Path.Combine("node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        var process = await Scripts.StartAsync(prism, "proxy", "--errors", "--host", "127.0.0.1", "--port", "0", "events-v2.yaml", upstream);
        var seen = string.Empty;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            seen += line + "\n";
            if (Listening().Match(line) is { Success: true } match)
            {
                // Read on, so that it never waits for us.
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                return new PrismProxy(process, match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException($"Prism did not start: {seen}{await process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"Prism is listening on (http://127\.0\.0\.1:\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();
}
