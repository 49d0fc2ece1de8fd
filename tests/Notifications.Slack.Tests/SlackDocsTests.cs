using System.Reflection;
using Microsoft.Extensions.Logging;
using Notifications.Slack.Responses;

namespace Notifications.Slack.Tests;

/// <summary>The page of the channel lists what the code has.</summary>
public sealed class SlackDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "channels", "slack.md"));

    [Fact]
    public void Page_Choices_AreAllListed()
    {
        foreach (var name in Enum.GetNames<SlackUpdates>().Concat(Enum.GetNames<SlackDetails>()).Concat(Enum.GetNames<SlackVerification>()))
            Page.ShouldContain($"`{name}`", Case.Sensitive);
    }

    [Fact]
    public void Page_LogEvents_AreAllListed()
    {
        var events = typeof(SlackChannel).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(static m => m.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .ToArray();
        events.ShouldNotBeEmpty();
        events.ShouldAllBe(static e => Page.Contains($"| {e.EventId} | {e.Level} |", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_Errors_AreAllListed()
    {
        foreach (var (error, _) in ErrorTable.All)
            Page.ShouldContain($"`{error}`", Case.Sensitive);
    }

    [Fact]
    public void Page_CodeBlocks_AreCompiled()
    {
        var compiled = Squeeze(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Notifications.Slack.Tests", "SlackSnippets.cs")));
        var blocks = Page.Split("```csharp\n").Skip(1).Select(static part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToArray();
        blocks.Length.ShouldBe(2);
        foreach (var block in blocks)
            compiled.ShouldContain(Squeeze(block));
    }

    private static string Squeeze(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
