using System.Collections;
using System.Globalization;
using Notifications.Email;
using Notifications.PagerDuty;
using Notifications.Slack;
using Notifications.Webhooks;

namespace Notifications.Architecture.Tests.Docs;

/// <summary>Names and defaults of a channel's options. Those of the engine are held to <c>docs/concepts/configuration.md</c> by its own tests.</summary>
public sealed class ChannelOptionsPageTests
{
    [Fact]
    public void Page_ListsEveryOptionWithItsDefault()
    {
        Check(new WebhookOptions(), "docs/channels/webhooks.md");
        Check(new EmailOptions(), "docs/channels/email.md");
        Check(new PagerDutyOptions(), "docs/channels/pagerduty.md");
        Check(new SlackOptions(), "docs/channels/slack.md");
    }

    private static void Check<TOptions>(TOptions options, string page)
    {
        var expected = typeof(TOptions).GetProperties().Select(p => $"{p.Name} = {Write(p.GetValue(options))}");
        new MarkdownPage(page).Rows("Options").Select(static row => $"{row[0]} = {row[1]}").ShouldBe(expected, ignoreOrder: true);
    }

    private static string Write(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "none",
        IEnumerable list and not string when !list.GetEnumerator().MoveNext() => "none",
        bool truth => truth ? "true" : "false",
        TimeSpan { TotalSeconds: < 60 } span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds} s"),
        TimeSpan span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes} min"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
