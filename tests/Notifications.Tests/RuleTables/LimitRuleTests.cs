using Notifications.Configuration;
using Notifications.Policy;

namespace Notifications.RuleTables;

public sealed class LimitRuleTests
{
    private static readonly LimitSubject Subject = new("Mail", "a@x", "u1", "acme", "billing");

    [Theory]
    [InlineData(LimitScope.System, "")]
    [InlineData(LimitScope.Channel, "Mail")]
    [InlineData(LimitScope.Recipient, "u1")]
    [InlineData(LimitScope.Tenant, "acme")]
    [InlineData(LimitScope.Category, "billing")]
    public void KeyFor_EachScope_CountsByItsKey(LimitScope scope, string key) =>
        LimitRule.KeyFor(new LimitDocument { Scope = scope }, Subject).ShouldBe(key);

    [Fact]
    public void KeyFor_NoRecipient_CountsByDestinationElseByChannel()
    {
        var limit = new LimitDocument { Scope = LimitScope.Recipient };

        LimitRule.KeyFor(limit, Subject with { RecipientId = null }).ShouldBe("a@x");
        LimitRule.KeyFor(limit, Subject with { RecipientId = null, Destination = null }).ShouldBe("Mail");
    }

    [Theory]
    [InlineData(LimitScope.Tenant)]
    [InlineData(LimitScope.Category)]
    public void KeyFor_WhatTheDeliveryHasNot_DoesNotApply(LimitScope scope) =>
        LimitRule.KeyFor(new LimitDocument { Scope = scope }, Subject with { TenantId = null, Category = null }).ShouldBeNull();

    [Theory]
    [InlineData("mail", null, true, true)]
    [InlineData("sms", null, true, false)]
    [InlineData(null, "MAIL", true, true)]
    [InlineData(null, "sms", true, false)]
    [InlineData(null, null, false, false)]
    public void KeyFor_ChannelOrScopeId_Narrows(string? channel, string? scopeId, bool enabled, bool applies) =>
        (LimitRule.KeyFor(new LimitDocument { Scope = LimitScope.Channel, Channel = channel, ScopeId = scopeId, Enabled = enabled }, Subject) is not null).ShouldBe(applies);
}
