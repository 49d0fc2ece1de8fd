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

    [Fact]
    public void Troubleshooting_SaysWhatToDoAboutEveryReasonForWhichNobodyHears()
    {
        string[] stages = ["suppression", "audience", "policy", "end"];
        DecisionReason[] good = [DecisionReason.HoldEnded, DecisionReason.Expanded, DecisionReason.Delivered, DecisionReason.Sent];
        var told = string.Join(' ', new MarkdownPage("docs/operations/troubleshooting.md").Rows("Nobody heard of it").Select(static row => row[0]));

        new MarkdownPage("docs/concepts/decision-trace.md").Rows("Reasons").Where(row => stages.Contains(row[2])).Select(static row => row[1])
            .Except(good.Select(static reason => reason.ToString())).Where(name => !told.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
