using System.Globalization;
using Notifications.Expressions.Functions;

namespace Notifications.Expressions.Tests;

/// <summary>Holds <c>docs/concepts/expressions.md</c> to what the code does.</summary>
public sealed class DocumentationTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "concepts", "expressions.md"));

    [Fact]
    public void Page_Limits_AreThoseOfTheCode()
    {
        var rows = typeof(CelLimits).GetProperties().Where(static p => p.PropertyType == typeof(int) && p.GetMethod!.IsPublic)
            .Select(static p => string.Create(CultureInfo.InvariantCulture, $"| `{p.Name}` | {p.GetValue(CelLimits.Default)} |")).ToArray();

        rows.Length.ShouldBe(6);
        foreach (var row in rows)
            s_page.ShouldContain(row);
    }

    [Fact]
    public void Page_Errors_AreThoseOfTheCode()
    {
        foreach (var code in Enum.GetNames<CelErrorCode>())
            s_page.ShouldContain($"| `{code}` |");
    }

    [Fact]
    public void Page_Functions_AreThoseOfTheCode()
    {
        foreach (var name in FunctionTable.Names)
            s_page.ShouldContain($"`{name}`");
    }
}
