using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notifications.Handlebars.Tests;

public sealed class HandlebarsSectionTests
{
    [Theory]
    [InlineData(typeof(HandlebarsOptions), "")]
    [InlineData(typeof(BrandOptions), "Brand:")]
    public async Task Section_EveryOption_HasItsKey(Type options, string prefix)
    {
        await using var host = Host();
        host.OptionsWithoutKey(options, prefix).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_SectionIsWrong_NamesEverythingAtOnce()
    {
        await using var host = Host(
            ("Brand:Colour", "#112233"), ("Brand:LogoUrl", "logo.png"), ("MaxStep", "7"), ("MaxDuration", "2"), ("MaxCompiled", "many"), ("TimeZone", "Mars/Olympus"));
        var errors = host.Start();
        foreach (var expected in new[]
        {
            "Given:Brand:Colour: there is no such key; did you mean 'Color'?", "Given:Brand:LogoUrl: 'logo.png' is not valid; write an absolute URL", "Given:MaxStep: there is no such key; did you mean 'MaxSteps'?",
            "Given:MaxDuration: '2' is not valid", "Given:MaxCompiled: 'many' is not valid", "TimeZone is 'Mars/Olympus'",
        })
        {
            errors.ShouldContain(e => e.StartsWith("Handlebars: " + expected, StringComparison.Ordinal), expected);
        }

        errors.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Section_Values_AreReadAsTheDocsSay()
    {
        await using var host = Host(("Brand:Name", "Acme"), ("Brand:LogoUrl", "https://acme.example/logo.png"), ("MaxDuration", "2s"), ("ReloadDelay", "250ms"), ("UseShippedTemplates", "false"), ("Store", ""));
        host.Start().ShouldBeEmpty();
        var options = host.Services.GetRequiredService<IOptions<HandlebarsOptions>>().Value;
        (options.Brand.Name, options.Brand.LogoUrl).ShouldBe(("Acme", new Uri("https://acme.example/logo.png")));
        (options.MaxDuration, options.ReloadDelay, options.UseShippedTemplates).ShouldBe((TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(250), false));
    }

    [Fact]
    public async Task Change_Bad_IsLogged()
    {
        await using var host = Host(("Brand:Name", "Acme"));
        host.Start().ShouldBeEmpty();

        host.Set(("Brand:Nam", "Acme"));

        host.Log.ShouldHaveSingleItem().ShouldStartWith("1203 Handlebars: the changed section was refused");
    }

    private static SectionHost<HandlebarsOptions> Host(params (string, string)[] values) => new(Options.DefaultName, static (n, section) => n.AddHandlebars(section), values);
}
