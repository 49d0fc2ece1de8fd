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

        shown.Text.ShouldBe("Disk full\n\nOpen <here>\nhttps://a.example/i?x=1&y=2\n");
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
    public void Apply_SeveralLinks_StandApartInTheText()
    {
        var shown = LinkRule.Apply(Content with { Text = "t", Actions = [new() { Label = "Ouvrir l’incident", Url = "https://a.example/1" }, new() { Label = "Procédure", Url = "https://a.example/2" }] });

        shown.Text.ShouldBe("t\n\nOuvrir l’incident\nhttps://a.example/1\n\nProcédure\nhttps://a.example/2\n");
    }

    [Theory]
    [InlineData("https://a.example/i?x=1&y=2", "<a href=\"https://a.example/i?x&#x3D;1&amp;y&#x3D;2\">Open</a>")]
    [InlineData("https://a.example", "<a href='https://a.example/'>Open</a>")]
    public void Apply_ShownByATemplate_IsNotShownAgain(string url, string html)
    {
        var content = Content with { Text = $"See {new Uri(url).AbsoluteUri}", Html = html, Actions = [new() { Label = "Open", Url = url }] };

        LinkRule.Apply(content).ShouldBeSameAs(content);
    }

    [Fact]
    public void Apply_ShownAlreadyOrNone_ChangesNothing()
    {
        var shown = Content with { Text = "See https://a.example/i?x=1&y=2", Html = "<a href=\"https://a.example/i?x=1&amp;y=2\">Open</a>" };

        LinkRule.Apply(shown).ShouldBeSameAs(shown);
        var none = Content with { Actions = [] };
        LinkRule.Apply(none).ShouldBeSameAs(none);
    }
}
