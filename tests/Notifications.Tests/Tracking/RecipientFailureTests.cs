using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Testing;
using Notifications.Tracking;

namespace Notifications.Tests.Tracking;

/// <summary>Recipients of one send who did not get it are told one by one.</summary>
public sealed class RecipientFailureTests : EngineTest
{
    private static readonly RecipientFailure Bob = new("bob@example.test", "no such user") { Kind = RecipientFailureKind.NoSuchAddress };
    private static readonly RecipientFailure Carl = new("carl@example.test", "later") { Kind = RecipientFailureKind.Deferred };

    [Theory, BothStores]
    public async Task Explain_SomeOfSeveralRefused_NamesThem(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("mail").AddRule("r", static r => r.OnEvent("x").To("mail", "all")));
        engine.Channel("mail").Respond(DeliveryResult.Accepted("id", [Bob, Carl]));

        var published = await engine.PublishAsync(new NotificationEvent { Type = "x" });
        await engine.WaitForIdleAsync();

        engine.Statistics.Sent.ShouldBe(1);
        var trace = await engine.ExplainAsync(published.EventId!);
        trace!.ToString().ShouldContain("not for bob@example.test (no such user), carl@example.test (later)");
    }

    [Fact]
    public void Reason_OfOneRefusedAlone_IsTheProvidersWord() =>
        AttemptReason.Of(DeliveryResult.Rejected(RejectionKind.Recipient, "Recipient: no such user").WithFailures([Bob])).ShouldBe("Recipient: no such user");

    [Fact]
    public void Reason_OfAllRefused_NamesEach() =>
        AttemptReason.Of(DeliveryResult.Retry("Recipient: later").WithFailures([Bob, Carl])).ShouldBe("Recipient: later; not for bob@example.test (no such user), carl@example.test (later)");

    [Fact]
    public void Reason_OfVeryMany_IsBounded()
    {
        var failures = Enumerable.Range(0, 100).Select(static i => new RecipientFailure($"user{i}@example.test", new string('x', 100))).ToArray();
        var reason = AttemptReason.Of(DeliveryResult.Accepted("id", failures))!;
        reason.Length.ShouldBeLessThan(AttemptReason.MaxLength + 20);
        reason.ShouldEndWith("more");
    }

    [Fact]
    public void WithFailures_AnyResult_IsTheSameOtherwise()
    {
        foreach (var result in (DeliveryResult[])[DeliveryResult.Accepted("id"), DeliveryResult.Gone("gone"), DeliveryResult.Retry("r", TimeSpan.FromSeconds(3)), DeliveryResult.Rejected(RejectionKind.Content, "c")])
        {
            var with = result.WithFailures([Bob]);
            with.Failures.ShouldHaveSingleItem().ShouldBe(Bob);
            (with.Kind, with.ProviderMessageId, with.Reason, with.RetryAfter, with.Rejection, with.DisablesDestination)
                .ShouldBe((result.Kind, result.ProviderMessageId, result.Reason, result.RetryAfter, result.Rejection, result.DisablesDestination));
        }
    }
}
