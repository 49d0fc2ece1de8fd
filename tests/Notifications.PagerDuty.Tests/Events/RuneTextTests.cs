using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Notifications.PagerDuty.Events;

namespace Notifications.PagerDuty.Tests.Events;

public sealed class RuneTextTests
{
    private const string Family = "👩‍👩‍👧‍👦";

    [Theory]
    [InlineData("", 5, "")]
    [InlineData("abcde", 5, "abcde")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("🔥🔥🔥🔥🔥", 5, "🔥🔥🔥🔥🔥")]
    [InlineData("🔥🔥🔥🔥🔥🔥", 5, "🔥🔥🔥🔥…")]
    [InlineData("abc" + Family, 5, "abc…")]
    [InlineData(Family + Family, 9, Family + "…")]
    [InlineData(Family + Family, 5, "👩‍👩‍…")]
    [InlineData("e\u0301e\u0301e\u0301", 4, "e\u0301…")]
    [InlineData("a\0🔥", 5, "a\ufffd🔥")]
    public void Cut_Text_EndsBetweenCharacters(string text, int max, string expected) => RuneText.Cut(text, max).ShouldBe(expected);

    [Fact]
    public void Cut_HalfSurrogatePairs_AreReplaced()
    {
        RuneText.Cut("a\ud83d", 5).ShouldBe("a\ufffd");
        RuneText.Cut("\ude00a\0", 5).ShouldBe("\ufffda\ufffd");
    }

    [Fact]
    public void Cut_AnyText_IsValidAndWithinTheLimit()
    {
        var letters = Gen.Elements('a', '\ud83d', '\udd25', '\u200d', '\u0301', '\0').ArrayOf().Select(static c => new string(c));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(letters.ToArbitrary(), Gen.Choose(2, 20).ToArbitrary(), static (text, max) =>
        {
            var cut = RuneText.Cut(text, max);
            return cut.EnumerateRunes().Count() <= max && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)) == cut && !cut.Contains('\0', StringComparison.Ordinal);
        }));
    }
}
