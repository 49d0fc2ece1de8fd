using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Notifications.Architecture.Tests.Docs;

/// <summary>Event ids are stable and unique: people search for them, and alerts hang on them.</summary>
public sealed class LogEventTests
{
    /// <summary>The block of each package, as docs/operations/logs.md has it.</summary>
    private static readonly Dictionary<string, (int First, int Last)> Blocks = new(StringComparer.Ordinal)
    {
        ["Notifications"] = (1000, 1499),
        ["Notifications.Handlebars"] = (2000, 2049),
        ["Notifications.Webhooks"] = (5000, 5099),
        ["Notifications.Email"] = (5100, 5199),
        ["Notifications.Slack"] = (5200, 5299),
        ["Notifications.PagerDuty"] = (5300, 5399),
    };

    [Fact]
    public void Ids_AreUnique() =>
        Events().GroupBy(static e => e.Id).Where(static group => group.Count() > 1).Select(static group => $"{group.Key}: {string.Join(", ", group.Select(static e => e.Where))}")
            .ShouldBeEmpty();

    [Fact]
    public void Ids_AreInTheBlockOfTheirPackage()
    {
        foreach (var e in Events())
        {
            Blocks.ShouldContainKey(e.Package, $"{e.Package} logs, but has no block in docs/operations/logs.md and here");
            var (first, last) = Blocks[e.Package];
            e.Id.ShouldBeInRange(first, last, e.Where);
        }
    }

    [Fact]
    public void Page_ListsEveryEvent()
    {
        var page = new MarkdownPage("docs/operations/logs.md");
        var listed = page.Rows("Engine").Concat(page.Rows("Silences and inhibition")).Concat(page.Rows("Configuration")).Concat(page.Rows("Journal")).Concat(page.Rows("Event types")).Concat(page.Rows("Operations")).Concat(page.Rows("Templates")).Concat(page.Rows("Channels")).Select(static row => $"{row[0]} {row[1]}");
        listed.ShouldBe(Events().Select(static e => $"{e.Id} {(e.Level == LogLevel.None ? "by severity" : e.Level)}"), ignoreOrder: true);
    }

    private static IEnumerable<(int Id, LogLevel Level, string Package, string Where)> Events()
    {
        foreach (var (name, assembly) in Repository.Assemblies)
        {
            foreach (var method in assembly.GetTypes().SelectMany(static type => type.GetMethods(
                BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)))
            {
                // Source that several packages compile in logs the same event, whichever of them it is.
                if (name != "Notifications" && method.DeclaringType!.Namespace == "Notifications.Sections")
                    continue;
                if (method.GetCustomAttribute<LoggerMessageAttribute>() is { } e)
                    yield return (e.EventId, e.Level, name, $"{method.DeclaringType!.Name}.{method.Name}");
            }
        }
    }
}
