using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Publishing;

/// <summary>The same event to the same destination by two rules is one message, whether few or many have it.</summary>
public sealed class SameTargetTests : EngineTest
{
    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(60)]
    public async Task Publish_TwoRulesWithTheSameDestinations_EachIsToldOnce(int destinations)
    {
        var engine = await StartAsync(StoreMode.Memory, n => n
            .AddRecordingChannel("mail")
            .AddRecordingChannel("chat")
            .AddRule("first", r => Address(r, "mail", destinations))
            .AddRule("second", r => Address(Address(r, "mail", destinations), "chat", destinations)));

        await engine.PublishAsync(Alerts.Message());
        await engine.PublishAsync(Alerts.Message());

        engine.Channel("mail").ShouldHaveDelivered(2 * destinations);
        engine.Channel("chat").ShouldHaveDelivered(2 * destinations);
        engine.Channel("mail").Deliveries.GroupBy(static m => m.Destination).ShouldAllBe(static g => g.Count() == 2);
    }

    private static RuleBuilder Address(RuleBuilder rule, string channel, int count)
    {
        for (var i = 0; i < count; i++)
            rule.To(channel, $"d{i}");
        return rule;
    }
}
