using Microsoft.Playwright;

namespace Notifications.Handlebars.Tests.Previews;

/// <summary>The system's Chromium, started once; without network.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>The one image that there is, without network too.</summary>
    public const string Logo = "https://www.example.com/logo.svg";

    private const string LogoImage =
        """<svg xmlns="http://www.w3.org/2000/svg" width="112" height="28" viewBox="0 0 112 28"><circle cx="14" cy="14" r="12" fill="#2563eb"/><path d="M8 19 14 7l6 12" fill="none" stroke="#fff" stroke-width="3"/><text x="34" y="20" font-family="sans-serif" font-size="17" font-weight="700" fill="#2563eb">acme</text></svg>""";

    /// <summary>Milliseconds; only a browser that hangs comes near it.</summary>
    private const int Patience = 180_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowserContext? _context;

    public async ValueTask InitializeAsync()
    {
        var chromium = new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("There is no Chromium: tests/run.sh installs it; or name one in the environment variable CHROMIUM.");
        _playwright = await Playwright.CreateAsync();

        // In a container the shared memory is too small for a browser.
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = chromium, Timeout = Patience, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"] });
    }

    /// <summary>Opens a page in place of the one before.</summary>
    public async Task<IPage> OpenAsync(string html, int width, ColorScheme scheme = ColorScheme.Light)
    {
        if (_context is not null)
            await _context.CloseAsync();
        _context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 200 }, ColorScheme = scheme, Offline = true, JavaScriptEnabled = true });
        _context.SetDefaultTimeout(Patience);
        var page = await _context.NewPageAsync();
        await page.RouteAsync(Logo, static route => route.FulfillAsync(new() { ContentType = "image/svg+xml", Body = LogoImage }));
        await page.SetContentAsync(html);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
