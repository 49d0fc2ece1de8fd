using Notifications.Configuration;

namespace Notifications.Tests.Configuration;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("order.payed", "order.paid")]
    [InlineData("order.paidd", "order.paid")]
    [InlineData("ORDER.PAID", "order.paid")]
    [InlineData("something else", null)]
    public void Closest_Name_IsTheOneThatWasMeant(string text, string? closest) =>
        Suggestion.Closest(text, ["a", "order.paid", "order.paid.and.much.more"]).ShouldBe(closest);

    [Fact]
    public void Closest_VeryManyNames_LooksAtTheFirstThousandOnly()
    {
        var looked = 0;
        Suggestion.Closest("order.paid", Enumerable.Range(0, 1_000_000).Select(i => $"type.{looked = i}")).ShouldBeNull();
        looked.ShouldBeLessThan(1_001);
    }
}
