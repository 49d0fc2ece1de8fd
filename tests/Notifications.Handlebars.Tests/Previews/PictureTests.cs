using Microsoft.Playwright;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Previews;

/// <summary>Every shipped mail in a browser: nothing is wider than the screen, and its picture is in docs/pictures/templates.
/// With NOTIFICATIONS_UPDATE_PICTURES=1 the pictures are made anew; fonts differ between machines, so not pictures are compared, but of what HTML they were made.</summary>
public sealed class PictureTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string Pictures = Path.Combine(RepositoryRoot.Path, "docs", "pictures", "templates");

    public static TheoryData<string, string> All => ShippedTemplateTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Html_InABrowser_FitsAndIsPictured(string name, string locale)
    {
        var html = Html(name, locale);
        var page = await browser.OpenAsync(html, 680);

        (await WidthAsync(page)).ShouldBeLessThanOrEqualTo(680);
        var picture = Path.Combine(Pictures, $"{name}-{locale}.png");
        if (Environment.GetEnvironmentVariable("NOTIFICATIONS_UPDATE_PICTURES") == "1")
        {
            Directory.CreateDirectory(Pictures);
            await page.ScreenshotAsync(new() { Path = picture, FullPage = true, Animations = ScreenshotAnimations.Disabled });
            await File.WriteAllTextAsync(Path.ChangeExtension(picture, ".sha256"), HashOf(html) + '\n', TestContext.Current.CancellationToken);
        }

        File.Exists(picture).ShouldBeTrue($"{picture} is missing: run the tests with NOTIFICATIONS_UPDATE_PICTURES=1 and commit it");
        (await File.ReadAllTextAsync(Path.ChangeExtension(picture, ".sha256"), TestContext.Current.CancellationToken)).Trim()
            .ShouldBe(HashOf(html), $"{picture} is of another mail than the template makes now: run the tests with NOTIFICATIONS_UPDATE_PICTURES=1, look at it and commit it");
        new FileInfo(picture).Length.ShouldBeLessThan(80 * 1024);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Html_OnAPhone_IsNotWiderThanTheScreen(string name, string locale)
    {
        var page = await browser.OpenAsync(Html(name, locale), 360);

        (await WidthAsync(page)).ShouldBeLessThanOrEqualTo(360);
        (await page.Locator("h1").First.BoundingBoxAsync())!.Width.ShouldBeGreaterThan(250);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Html_OnAPhoneThatDropsStyles_IsNotWiderThanTheScreen(string name, string locale)
    {
        // The Gmail app with an account that is not Google's, and several webmails, take the style element out.
        var html = Html(name, locale);
        var bare = html.Remove(html.IndexOf("<style>", StringComparison.Ordinal), html.IndexOf("</style>", StringComparison.Ordinal) - html.IndexOf("<style>", StringComparison.Ordinal));
        var page = await browser.OpenAsync(bare, 360);

        (await WidthAsync(page)).ShouldBeLessThanOrEqualTo(360);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Html_LightAndDark_TitleIsLegible(ColorScheme scheme)
    {
        var page = await browser.OpenAsync(Html("infrastructure-alert", "en"), 680, scheme);

        var contrast = await page.EvaluateAsync<double>(
            """
            () => {
              const light = c => { const [r, g, b] = c.match(/[\d.]+/g).map(Number).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const ink = light(getComputedStyle(document.querySelector('h1')).color), paper = light(getComputedStyle(document.querySelector('.card')).backgroundColor);
              return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            }
            """);

        contrast.ShouldBeGreaterThan(7);
    }

    [Fact]
    public async Task Html_HostilePayload_RunsNoScriptAndLeadsNowhere()
    {
        using var catalog = Catalogs.Of();
        const string Attack = "\"><script>window.hit=1</script><img src=x onerror=window.hit=1><a href='javascript:window.hit=1'>";
        var data = EventData.FromJson($$$"""{"title":{{{System.Text.Json.JsonSerializer.Serialize(Attack)}}},"message":{{{System.Text.Json.JsonSerializer.Serialize(Attack)}}},"dashboardUrl":"javascript:window.hit=1","metrics":{"<b onclick=x>":"<script>window.hit=1</script>"}}""");
        var e = new NotificationEvent { Type = "x", Subject = Attack, Source = Attack, Time = Texts.Now, Data = data, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["<i>"] = Attack } };

        var page = await browser.OpenAsync(catalog.Preview(catalog.Find("infrastructure-alert")!, Catalogs.Context(e)).Html!, 680);

        (await page.EvaluateAsync<bool>("() => window.hit === undefined")).ShouldBeTrue();
        (await page.EvaluateAsync<int>("() => document.querySelectorAll('script, img, a, b, i').length")).ShouldBe(0);
    }

    private static async Task<int> WidthAsync(IPage page) => await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");

    [Fact]
    public async Task Html_BrandWithALogo_ShowsIt()
    {
        var page = await browser.OpenAsync(Html("order-shipped", "en"), 680);

        (await page.Locator("img[alt='Acme Store']").EvaluateAsync<int>("i => i.naturalWidth")).ShouldBeGreaterThan(0);
    }

    private static string HashOf(string html) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(html)));

    private static string Html(string name, string locale)
    {
        var brand = name == "order-shipped"
            ? new BrandOptions { Name = "Acme Store", LogoUrl = new Uri(Browser.Logo), Footer = "1 Main Street, Springfield" }
            : new BrandOptions { Name = "Acme Operations", Footer = "You get this mail because you work at Acme." };
        using var catalog = Catalogs.Of(new HandlebarsOptions { Brand = brand });
        return catalog.Preview(catalog.Find(name)!, Samples.For(name, locale) with { TimeZone = "Europe/Paris" }).Html!;
    }
}
