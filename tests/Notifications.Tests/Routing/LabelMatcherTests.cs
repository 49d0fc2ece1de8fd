using Notifications.Routing;

namespace Notifications.Tests.Routing;

public sealed class LabelMatcherTests
{
    [Theory]
    [InlineData("team=\"db\"", "db", true)]
    [InlineData("team=db", "db", true)]
    [InlineData(" team = \"db\" ", "db", true)]
    [InlineData("team=\"db\"", "web", false)]
    [InlineData("team=\"db\"", null, false)]
    [InlineData("team=\"\"", null, true)]
    [InlineData("team!=\"db\"", null, true)]
    [InlineData("team!=\"db\"", "db", false)]
    [InlineData("team=~\"a|b\"", "b", true)]
    [InlineData("team=~\"a|b\"", "ab", false)]
    [InlineData("team=~\"a|b\"", "xb", false)]
    [InlineData("team=~\".*\"", null, true)]
    [InlineData("team=~\".+\"", null, false)]
    [InlineData("team!~\"test.*\"", "test-1", false)]
    [InlineData("team!~\"test.*\"", "prod", true)]
    [InlineData("team=~\"\\d+\"", "42", true)]
    [InlineData("team=\"a\\\"b\"", "a\"b", true)]
    [InlineData("team=\"a=b\"", "a=b", true)]
    public void IsMatch_Table_FollowsAlertmanager(string text, string? value, bool expected)
    {
        LabelMatcherParser.TryParse(text, out var matcher, out var error).ShouldBeTrue(error);
        matcher!.IsMatch(value is null ? Rules.Event() : Rules.Event(labels: ("team", value))).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("team")]
    [InlineData("=x")]
    [InlineData("team!x")]
    [InlineData("team=\"x")]
    [InlineData("team=\"x\"y")]
    [InlineData("team=x\"")]
    [InlineData("a b=x")]
    [InlineData("team=~\"(\"")]
    [InlineData("team=~\"(a)\\\\1\"")]
    [InlineData("team=~\"(?=a)\"")]
    [InlineData("team=~\"((a{100}){100}){100}\"")]
    public void TryParse_Wrong_SaysHowToWriteIt(string? text)
    {
        LabelMatcherParser.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", true)]
    [InlineData(@"\d{1,3}(\.\d{1,3}){3}", true)]
    [InlineData("[{]x{200}", true)]
    [InlineData("[]a]{150}", true)]
    [InlineData(@"\{9999}", true)]
    [InlineData("{999}", false)]
    [InlineData("a{1000}", false)]
    [InlineData("(a{15}){15}", false)]
    [InlineData(@"(\w{1,30}\s?){1,30}", false)]
    [InlineData("((a{2147483647}){2147483647}){2147483647}", false)]
    public void TryCompile_CountedRepetitions_AreBounded(string pattern, bool expected) =>
        AnchoredRegex.TryCompile(pattern, out _, out _).ShouldBe(expected);

    [Fact]
    public void TryParse_LongExpression_IsRefused()
    {
        LabelMatcherParser.TryParse("team=~\"" + new string('a', 2_000) + "\"", out _, out var error).ShouldBeFalse();
        error.ShouldContain("1,024");
    }

    [Fact]
    public void IsMatch_CatastrophicExpression_Ends()
    {
        LabelMatcherParser.TryParse("team=~\"(a+)+b\"", out var matcher, out _).ShouldBeTrue();
        matcher!.IsMatch(Rules.Event(labels: ("team", new string('a', 1_024)))).ShouldBeFalse();
    }
}
