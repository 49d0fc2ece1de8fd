using System.Collections;
using System.Globalization;
using System.Reflection;
using Notifications.Configuration;
using Notifications.Sections;

namespace Notifications.Tests.Configuration;

public sealed class ConfigurationDocsTests
{
    [Theory]
    [InlineData("Rule", typeof(RuleDocument), "Name", "Predicate")]
    [InlineData("Debounce", typeof(DebounceOptions))]
    [InlineData("Batch", typeof(BatchOptions))]
    [InlineData("Schedule", typeof(ScheduleOptions))]
    [InlineData("Event type", typeof(EventTypeDocument), "Name")]
    [InlineData("Limit", typeof(LimitDocument), "Name")]
    [InlineData("Inhibition", typeof(InhibitionDocument), "Name")]
    [InlineData("Selector", typeof(EventSelector))]
    [InlineData("Silence", typeof(Silence))]
    [InlineData("Recurrence", typeof(SilenceRecurrence))]
    [InlineData("Channel", typeof(ChannelOptions))]
    [InlineData("Rate", typeof(RateOptions))]
    [InlineData("FailureAlert", typeof(FailureAlertOptions))]
    [InlineData("Engine", typeof(NotificationsOptions))]
    public void Docs_OptionsAndDefaults_AreThoseOfTheCode(string section, Type type, params string[] codeOnly)
    {
        var instance = Activator.CreateInstance(type);
        var expected = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => !codeOnly.Contains(p.Name))
            .Select(p => $"{p.Name} = {Write(p.GetValue(instance))}");
        Rows(section).ShouldBe(expected, ignoreOrder: true);
    }

    private static string Write(object? value) => value switch
    {
        null => "none",
        bool truth => truth ? "true" : "false",
        TimeSpan duration => DurationText.Write(duration),
        string { Length: 0 } or EventSelector => "none",
        string text => text,
        IEnumerable items when !items.Cast<object>().Any() => "empty",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static IEnumerable<string> Rows(string section)
    {
        return File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "concepts", "configuration.md"))
            .SkipWhile(l => l != "## " + section)
            .Skip(1)
            .TakeWhile(static l => !l.StartsWith("## "))
            .Where(static l => l.StartsWith("| `"))
            .Select(static l => l.Split('|'))
            .Select(static c => $"{c[1].Trim().Trim('`')} = {c[2].Trim()}");
    }
}
