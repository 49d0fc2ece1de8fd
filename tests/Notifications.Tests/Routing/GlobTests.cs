using Notifications.Routing;

namespace Notifications.Tests.Routing;

public sealed class GlobTests
{
    [Theory]
    [InlineData("incident.*", "incident.detected", true)]
    [InlineData("incident.*", "incident.a.b", true)]
    [InlineData("incident.*", "incident", false)]
    [InlineData("incident.*", "incidents.a", false)]
    [InlineData("incident.*", "Incident.a", false)]
    [InlineData("*", "anything.at.all", true)]
    [InlineData("**", "anything", true)]
    [InlineData("*.failed", "order.failed", true)]
    [InlineData("*.failed", "a.b.failed", true)]
    [InlineData("*.failed", "failed", false)]
    [InlineData("order.*.failed", "order.x.y.failed", true)]
    [InlineData("order.*.failed", "order.failed", false)]
    [InlineData("order.fa?led", "order.failed", true)]
    [InlineData("order.fa?led", "order.faled", false)]
    [InlineData("a*b*c", "aXbXbXc", true)]
    [InlineData("a*b*c", "aXbX", false)]
    [InlineData("*a*", "bab", true)]
    [InlineData("?", "", false)]
    [InlineData("order", "order", true)]
    [InlineData("order", "order.x", false)]
    [InlineData("order.*", "order.*", true)]
    [InlineData("a*a", "a", false)]
    public void IsMatch_Table_MatchesWhole(string pattern, string text, bool expected) => new Glob(pattern).IsMatch(text).ShouldBe(expected);

    [Fact]
    public void IsMatch_ManyStarsOverLongText_Ends()
    {
        var glob = new Glob(string.Concat(Enumerable.Repeat("a*", 100)) + "b");
        glob.IsMatch(new string('a', 1_024)).ShouldBeFalse();
    }
}
