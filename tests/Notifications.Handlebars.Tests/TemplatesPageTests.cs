using System.Text.RegularExpressions;
using Notifications.Handlebars.Helpers;
using Notifications.Handlebars.Tests.Previews;

namespace Notifications.Handlebars.Tests;

/// <summary>docs/concepts/templates.md lists the helpers, options and templates that there are.</summary>
public sealed class TemplatesPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "concepts", "templates.md"));

    [Fact]
    public void Page_Helpers_AreThoseOfTheCode()
    {
        var section = Page[Page.IndexOf("## Helpers", StringComparison.Ordinal)..Page.IndexOf("`if`, `unless`", StringComparison.Ordinal)];
        var listed = section.Split('\n').Where(static l => l.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(static l => Regex.Matches(l.Split('|')[1], "`([a-zA-Z]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(static m => m.Groups[1].Value));

        listed.ShouldBe(TemplateFunctions.All.Keys, ignoreOrder: true);
    }

    [Fact]
    public void Page_Cases_AreAsManyAsItSays() =>
        Node.HandlebarsJsTests.All.Count.ShouldBeGreaterThan(int.Parse(Regex.Match(Page, "More than ([0-9]+) templates", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Page_Options_AreAllNamed()
    {
        foreach (var option in typeof(HandlebarsOptions).GetProperties())
            Page.ShouldContain($"`{option.Name}`");
    }

    [Fact]
    public void Page_Templates_AreAllNamedAndPictured()
    {
        foreach (var name in Samples.All.Keys)
        {
            Page.ShouldContain($"| `{name}` |");
            Page.ShouldContain($"(../pictures/templates/{name}-fr.png)");
        }
    }
}
