using System.Text;

namespace Notifications.Tests.Channels;

public class PrintableTextTests
{
    [Theory]
    [InlineData("plain äöü € 😀 👩‍🚒", "plain äöü € 😀 👩‍🚒")]
    [InlineData("\u001b[2J", "␛[2J")]
    [InlineData("a\r\nb", "a␍␊b")]
    [InlineData("a\tb", "a b")]
    [InlineData("\0", "\\u0000")]
    [InlineData("\u007f\u009b31m", "\\u007F\\u009B31m")]
    [InlineData("\u202Egnp.exe", "\\u202Egnp.exe")]
    [InlineData("a\u2028b\u2029c", "a\\u2028b\\u2029c")]
    [InlineData("a\u200Bb\uFEFF", "a\\u200Bb\\uFEFF")]
    public void AppendLine_ControlCharacters_BecomeVisible(string text, string expected) =>
        PrintableText.AppendLine(new StringBuilder(), text, 100).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("abcdef", 3, "abc… (3 more characters)")]
    [InlineData("ab😀", 3, "ab… (2 more characters)")]
    [InlineData("abc", 3, "abc")]
    public void AppendLine_TooLong_IsCutBetweenCharacters(string text, int maxLength, string expected) =>
        PrintableText.AppendLine(new StringBuilder(), text, maxLength).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("one\r\ntwo\nthree\n\n", "> one\n> two\n> three\n")]
    [InlineData("", "")]
    [InlineData("a\n\nb", "> a\n> \n> b\n")]
    [InlineData("1\n2\n3\n4\n5", "> 1\n> 2\n> 3\n> 4\n> … (1 more characters)\n")]
    [InlineData("x\u001b]0;owned\u0007\ny", "> x␛]0;owned␇\n> y\n")]
    public void AppendBlock_Lines_AreIndented(string text, string expected) =>
        PrintableText.AppendBlock(new StringBuilder(), text, "> ", 100, 4).ToString().ShouldBe(expected);
}
