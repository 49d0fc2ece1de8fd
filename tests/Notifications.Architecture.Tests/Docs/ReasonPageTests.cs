namespace Notifications.Architecture.Tests.Docs;

public sealed class ReasonPageTests
{
    [Fact]
    public void Page_ListsEveryReasonWithItsNumber() =>
        new MarkdownPage("docs/concepts/decision-trace.md").Rows("Reasons").Select(static row => $"{row[0]} {row[1]}")
            .ShouldBe(Enum.GetValues<DecisionReason>().Where(static reason => reason != DecisionReason.None).Select(static reason => $"{(int)reason} {reason}"));

    [Fact]
    public void Page_ListsEveryRefusal() =>
        new MarkdownPage("docs/operations/troubleshooting.md").Rows("Refused").Select(static row => row[0]).ShouldBe(Enum.GetNames<NotificationErrorCode>(), ignoreOrder: true);
}
