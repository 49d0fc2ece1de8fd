using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Escaping;

/// <summary>What becomes of Markdown for those who read text.</summary>
public sealed class MarkdownPlainTextTests
{
    [Theory]
    [InlineData("See [the runbook](https://a.example/r).", "See the runbook (https://a.example/r).")]
    [InlineData("[https://a.example/r](https://a.example/r) <https://b.example/> <anna@a.example> [anna@a.example](mailto:anna@a.example)", "https://a.example/r https://b.example/ anna@a.example anna@a.example")]
    [InlineData("[*go* now](https://a.example) [bad](javascript:x) [rel](x/y)", "go now (https://a.example/) bad rel")]
    [InlineData("![chart](https://a.example/c.png) ![](https://a.example/d.png)", "chart (https://a.example/c.png) https://a.example/d.png")]
    [InlineData("[r][1]\n\n[1]: https://a.example/1", "r (https://a.example/1)")]
    [InlineData("# Title\n\nfirst **bold** `co*de`\nsecond  \nthird &amp; \\*", "Title\n\nfirst bold co*de\nsecond\nthird & *")]
    [InlineData("- one\n- two\n  - deep\n  - deeper\n- three", "- one\n- two\n  - deep\n  - deeper\n- three")]
    [InlineData("9. nine\n10. ten\n\n    more of ten", "9. nine\n\n10. ten\n\n    more of ten")]
    [InlineData("- \n- x", "- \n- x")]
    [InlineData("1. - a\n   - b", "1. - a\n   - b")]
    [InlineData("> quoted\n> - list\n\nafter", "> quoted\n\n> - list\n\nafter")]
    [InlineData("```sh\nrm -rf *\n\n  x\n```\n\n---\n\nend", "rm -rf *\n\n  x\n\n---\n\nend")]
    [InlineData("| host | used |\n|---|---|\n| a | 1 % |\n| [b](https://b.example/) | |", "host | used\na | 1 %\nb (https://b.example/) | ")]
    public void Preview_Markdown_KeepsWhatTextCanSay(string markdown, string expected)
    {
        using var catalog = Catalogs.Of();

        catalog.Preview(Catalogs.Document("t", markdown: markdown), Catalogs.Context()).Text.ShouldBe(expected + "\n");
    }

    [Theory]
    [InlineData("db-primary_1.eu", "db-primary_1.eu")]
    [InlineData("a`b``c", "a`b``c")]
    [InlineData("`x", "`x")]
    [InlineData("a\n# b", "a # b")]
    [InlineData("</code><script>|", "</code><script>|")]
    [InlineData("", "")]
    public void Preview_CodeInMarkdown_IsItself(string value, string expected)
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["v"] = value } };

        var content = catalog.Preview(Catalogs.Document("t", markdown: "run {{code v}} now"), Catalogs.Context(e));

        content.Text.ShouldBe($"run {expected} now\n");
        content.Html!.ShouldBe($"<p>run {(expected.Length == 0 ? string.Empty : $"<code>{System.Net.WebUtility.HtmlEncode(expected)}</code>")} now</p>\n");
        catalog.Preview(Catalogs.Document("t", "run {{code v}} now"), Catalogs.Context(e)).Text.ShouldBe($"run {value} now");
    }
}
