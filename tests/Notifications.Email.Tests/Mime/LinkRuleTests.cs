using Notifications.Email.Mime;

namespace Notifications.Email.Tests.Mime;

public sealed class LinkRuleTests
{
    private static readonly NotificationContent Content = new()
    {
        Subject = "s",
        Text = "Disk full\n",
        Html = "<html><body><p>Disk full</p></body></html>",
        Actions =
        [
            new() { Label = "Open <here>", Url = "https://a.example/i?x=1&y=2" },
            new() { Label = "Acknowledge", Name = "ack" },
        ],
    };

    [Fact]
    public void Apply_Links_StandInTextAndHtml()
    {
        var shown = LinkRule.Apply(Content);

        shown.Text.ShouldBe("Disk full\n\nOpen <here>: https://a.example/i?x=1&y=2\n");
        shown.Html.ShouldStartWith("<html><body><p>Disk full</p><table role=\"presentation\"");
        shown.Html.ShouldContain("<a href=\"https://a.example/i?x=1&amp;y=2\" style=\"");
        shown.Html.ShouldContain(">Open &lt;here&gt;</a>");
        shown.Html.ShouldEndWith("</table>\n</body></html>");
    }

    [Fact]
    public void Apply_TextOnly_GetsALine() => LinkRule.Apply(Content with { Html = null }).Html.ShouldBeNull();

    [Fact]
    public void Apply_HtmlWithoutBody_GetsThemAtItsEnd() => LinkRule.Apply(Content with { Html = "<p>x" }).Html.ShouldEndWith("</table>\n");

    [Fact]
    public void Apply_ShownAlreadyOrNone_ChangesNothing()
    {
        var shown = Content with { Text = "See https://a.example/i?x=1&y=2", Html = "<a href=\"https://a.example/i?x=1&amp;y=2\">Open</a>" };

        LinkRule.Apply(shown).ShouldBeSameAs(shown);
        var none = Content with { Actions = [] };
        LinkRule.Apply(none).ShouldBeSameAs(none);
    }
}
