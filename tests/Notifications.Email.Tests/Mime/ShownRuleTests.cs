using Notifications.Email.Mime;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Mime;

public sealed class ShownRuleTests
{
    [Theory]
    [InlineData("https://x.test/1", true)]
    [InlineData("see https://x.test/1 for all", true)]
    [InlineData("see https://x.test/1.", true)]
    [InlineData("see https://x.test/1). Then", true)]
    [InlineData("<a href=\"https://x.test/1\">", true)]
    [InlineData("https://x.test/12", false)]
    [InlineData("https://x.test/1/d", false)]
    [InlineData("https://x.test/1.html", false)]
    [InlineData("https://x.test/1?a", false)]
    [InlineData("https://x.test/12 and https://x.test/1", true)]
    [InlineData("", false)]
    public void IsShown_Address_OnlyAsAWhole(string content, bool expected) => ShownRule.IsShown(content, "https://x.test/1").ShouldBe(expected);

    [Fact]
    public async Task Attachment_WhoseIdBeginsLikeAnothers_IsNotHidden()
    {
        var mail = await Mails.ComposeTextAsync(Messages.With(static c => c with
        {
            Html = "<img src=\"cid:chart2\">",
            Attachments = [new() { Name = "a.png", ContentId = "chart", Content = new byte[] { 1 } }, new() { Name = "b.png", ContentId = "chart2", Content = new byte[] { 1 } }],
        }));
        mail.Split("Content-Disposition: inline").Length.ShouldBe(2);
        mail.Split("Content-Disposition: attachment").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("../../etc/passwd", "filename=\"passwd\"")]
    [InlineData("C:\\temp\\a.txt", "filename=\"a.txt\"")]
    [InlineData("a\u202egpj.exe", "filename=\"agpj.exe\"")]
    [InlineData("..", "filename=\"attachment\"")]
    [InlineData("", "filename=\"attachment\"")]
    public async Task FileName_ThatMisleads_IsMadeHonest(string name, string expected)
    {
        var mail = await Mails.ComposeTextAsync(Messages.With(c => c with { Attachments = [new() { Name = name, Content = new byte[] { 1 } }] }));
        mail.ShouldContain(expected);
    }
}
