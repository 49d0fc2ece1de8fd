using System.Reflection;
using Microsoft.Extensions.Logging;
using Notifications.Webhooks.Bodies;

namespace Notifications.Webhooks.Tests;

/// <summary>The page of the channel lists what the code has.</summary>
public class WebhookDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "channels", "webhooks.md"));

    [Fact]
    public void Page_Options_AreAllListed()
    {
        foreach (var property in typeof(WebhookOptions).GetProperties().Concat(typeof(WebhookOAuth2Options).GetProperties()))
            Page.ShouldContain($"`{property.Name}`", Case.Sensitive);
        foreach (var format in Enum.GetNames<WebhookBodyFormat>())
            Page.ShouldContain($"`{format}`", Case.Sensitive);
    }

    [Fact]
    public void Page_LogEvents_AreAllListed()
    {
        var events = typeof(WebhookChannel).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .ToArray();
        events.ShouldNotBeEmpty();
        events.ShouldAllBe(e => Page.Contains($"| {e.EventId} | {e.Level} |", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_Placeholders_AreAllListed()
    {
        foreach (var name in TemplatePlaceholder.KnownNames.Replace(" and ", ", ", StringComparison.Ordinal).Split(", "))
            Page.ShouldContain($"`{name}`", Case.Sensitive);
    }
}
