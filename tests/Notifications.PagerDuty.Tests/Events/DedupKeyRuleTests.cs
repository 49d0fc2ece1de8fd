using FsCheck;
using FsCheck.Fluent;
using Notifications.PagerDuty.Events;
using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests.Events;

public sealed class DedupKeyRuleTests
{
    [Theory]
    [InlineData(null, "disk/db-1", "disk/db-1")]
    [InlineData("", "disk/db-1", "disk/db-1")]
    [InlineData("acme", "disk/db-1", "acme|disk/db-1")]
    [InlineData(null, "acme|disk/db-1", "|acme|disk/db-1")]
    [InlineData("a|b", "c", "a%7Cb|c")]
    [InlineData("a%7Cb", "c", "a%257Cb|c")]
    [InlineData("a", "b|c", "a|b|c")]
    [InlineData(null, "größe/🔥", "größe/🔥")]
    public void Of_ShortKeys_StayReadable(string? tenant, string key, string expected) => DedupKeyRule.Of(tenant, key).ShouldBe(expected);

    [Theory]
    [InlineData(255, false)]
    [InlineData(256, true)]
    [InlineData(100_000, true)]
    public void Of_LongKey_IsHashed(int length, bool isHashed) => DedupKeyRule.Of(null, new string('k', length)).StartsWith("|sha256:", StringComparison.Ordinal).ShouldBe(isHashed);

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\ufffd")]
    public void Of_KeyThatWouldNotArriveAsItIs_IsHashed(string key) => DedupKeyRule.Of(null, key).ShouldStartWith("|sha256:");

    [Fact]
    public void Of_LongKey_IsTheSameForEver() =>
        DedupKeyRule.Of("acme", new string('k', 300)).ShouldBe("|sha256:b2a97dc48eb9477f9957c9c7365ffb1e8b8acb247a721118ae12bfaf322184b8");

    [Fact]
    public void Of_DifferentTenantsOrKeys_NeverCollide()
    {
        // Few letters, so that whatever could be taken for something else comes up often.
        var part = Gen.Elements('a', '|', '%', '7', 'C', '\ud83d', '\n').ArrayOf().Select(static c => new string(c));
        var pair = part.Two().Where(static p => p.Item2.Length > 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(pair.Two().ToArbitrary(), static two =>
            two.Item1 == two.Item2 == (DedupKeyRule.Of(two.Item1.Item1, two.Item1.Item2) == DedupKeyRule.Of(two.Item2.Item1, two.Item2.Item2))));
    }

    [Fact]
    public void Of_Message_IsItsCorrelationKeyOrItsOwn()
    {
        DedupKeyRule.Of(Messages.Plain).ShouldBe("disk/db-1");
        DedupKeyRule.Of(Messages.Plain with { CorrelationKey = null }).ShouldBe("msg_0001");
        DedupKeyRule.Of(Messages.Plain with { CorrelationKey = "", IdempotencyKey = "" }).ShouldBe(Messages.Plain.DeliveryId.ToString());
        DedupKeyRule.Of(Messages.Full with { Attempt = 9, Status = NotificationStatus.Resolved }).ShouldBe("acme|disk/db-1");
    }
}
