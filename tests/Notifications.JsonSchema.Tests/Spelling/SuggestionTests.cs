using Notifications.Spelling;

namespace Notifications.JsonSchema.Tests.Spelling;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("order.payed", "order.paid")]
    [InlineData("order.paidd", "order.paid")]
    [InlineData("ORDER.PAID", "order.paid")]
    [InlineData("odrer.pai", "order.paid")]
    [InlineData("", null)]
    [InlineData("something else", null)]
    public void Closest_Name_IsTheOneThatWasMeant(string text, string? closest) =>
        Suggestion.Closest(text, ["a", "order.paid", "order.paid.and.much.more"]).ShouldBe(closest);

    [Theory]
    [InlineData("ab", "ba", true)]
    [InlineData("ab", "cd", false)]
    [InlineData("hsot", "host", true)]
    [InlineData("reigon", "region", true)]
    [InlineData("abcd", "efgh", false)]
    [InlineData("kitten", "sitting", false)]
    [InlineData("kittens", "sitting", false)]
    public void Closest_OneName_IsWithinAThirdOfTheLetters(string text, string name, bool expected) =>
        (Suggestion.Closest(text, [name]) is not null).ShouldBe(expected);

    [Fact]
    public void Closest_LongestNames_AreCompared()
    {
        var name = new string('x', 64);
        Suggestion.Closest(name[..^1] + "y", [name]).ShouldBe(name);
        Suggestion.Closest(name + "y", [name + "z"]).ShouldBeNull();
    }

    [Fact]
    public void Closest_VeryManyNames_LooksAtTheFirstThousandOnly()
    {
        var looked = 0;
        Suggestion.Closest("order.paid", Enumerable.Range(0, 1_000_000).Select(i => $"type.{looked = i}")).ShouldBeNull();
        looked.ShouldBeLessThan(1_001);
    }
}
