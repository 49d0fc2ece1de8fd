namespace Notifications.Architecture.Tests.Docs;

public sealed class LinkTests
{
    public static TheoryData<string> Pages => [.. MarkdownPage.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_LeadToFiles(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        new MarkdownPage(page).Links().Where(link => !Path.Exists(Path.Combine(folder, link))).ShouldBeEmpty();
    }

    [Fact]
    public void Index_LinksEveryPage()
    {
        var linked = new MarkdownPage("docs/index.md").Links().ToArray();
        Repository.Files("docs", "*.md").Select(static page => page["docs/".Length..]).Where(static page => page != "index.md").ShouldBeSubsetOf(linked);
    }
}
