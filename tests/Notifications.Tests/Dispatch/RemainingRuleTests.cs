using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Tests.Dispatch;

/// <summary>Who is left after an attempt, and what comes next: tables.</summary>
public sealed class RemainingRuleTests
{
    private static readonly ChannelOptions Options = new();
    private static readonly long Now = new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero).UtcTicks;

    /// <summary>Letters are recipients: <c>b-</c> refused, <c>b~</c> deferred, <c>b?</c> in doubt, <c>b!</c> no such address.</summary>
    [Theory]
    [InlineData(DeliveryResultKind.Accepted, "", "", true, null, "", "")]
    [InlineData(DeliveryResultKind.Accepted, "", "b~", true, DeliveryState.Sent, "b", "")]
    [InlineData(DeliveryResultKind.Delivered, "", "b~", true, DeliveryState.Delivered, "b", "")]
    [InlineData(DeliveryResultKind.Accepted, "", "b~", false, DeliveryState.Sent, "", "b")]
    [InlineData(DeliveryResultKind.Accepted, "", "b! c~ d- e?", true, DeliveryState.Sent, "c,e", "b,d")]
    [InlineData(DeliveryResultKind.Accepted, "", "b~ b~ b-", true, DeliveryState.Sent, "b", "")]
    [InlineData(DeliveryResultKind.Retry, "", "b~", true, null, "", "")]
    [InlineData(DeliveryResultKind.Rejected, "", "b-", true, null, "", "")]
    [InlineData(DeliveryResultKind.Accepted, "b,c/x", "c~", true, DeliveryState.Sent, "c", "x")]
    [InlineData(DeliveryResultKind.Delivered, "b,c", "", true, DeliveryState.Sent, "", "")]
    [InlineData(DeliveryResultKind.Accepted, "b", "a~ z-", true, DeliveryState.Sent, "", "")]
    [InlineData(DeliveryResultKind.Retry, "b,c/x", "", true, DeliveryState.Sent, "b,c", "x")]
    [InlineData(DeliveryResultKind.Retry, "b,c", "c!", true, DeliveryState.Sent, "b", "c")]
    [InlineData(DeliveryResultKind.Unknown, "b,c", "", true, DeliveryState.Sent, "b,c", "")]
    [InlineData(DeliveryResultKind.Throttled, "b", "", true, DeliveryState.Sent, "b", "")]
    [InlineData(DeliveryResultKind.Rejected, "b,c/x", "b~", true, DeliveryState.Sent, "", "x,b,c")]
    public void After_Attempt_KnowsWhoIsLeft(DeliveryResultKind kind, string before, string failures, bool triesAgain, DeliveryState? reached, string waiting, string missed)
    {
        var after = RemainingRule.After(Parse(before), Result(kind).WithFailures(Failures(failures)), triesAgain);

        after?.Reached.ShouldBe(reached!.Value);
        (after is null).ShouldBe(reached is null);
        string.Join(',', after?.Waiting ?? []).ShouldBe(waiting);
        string.Join(',', after?.Missed ?? []).ShouldBe(missed);
    }

    [Theory]
    [InlineData(DeliveryResultKind.Accepted, "b~", "", DeliveryState.Ready, DecisionReason.RecipientsDeferred)]
    [InlineData(DeliveryResultKind.Delivered, "b- ", "", DeliveryState.Delivered, DecisionReason.Delivered)]
    [InlineData(DeliveryResultKind.Accepted, "", "b", DeliveryState.Sent, DecisionReason.Sent)]
    [InlineData(DeliveryResultKind.Retry, "b~", "b", DeliveryState.Ready, DecisionReason.RetryScheduled)]
    [InlineData(DeliveryResultKind.Retry, "b!", "b", DeliveryState.Sent, DecisionReason.RecipientRejected)]
    [InlineData(DeliveryResultKind.Unknown, "", "b", DeliveryState.Ready, DecisionReason.RetryScheduled)]
    [InlineData(DeliveryResultKind.Throttled, "", "b", DeliveryState.Ready, DecisionReason.Throttled)]
    [InlineData(DeliveryResultKind.Rejected, "", "b", DeliveryState.Sent, DecisionReason.RecipientRejected)]
    public void Decide_Attempt_NeverFailsForThoseWhoHaveIt(DeliveryResultKind kind, string failures, string before, DeliveryState state, DecisionReason reason)
    {
        // With a fallback, and the attempts before it used up.
        var decision = Decide(kind, failures, before, Facts(attempt: 5, hasFallback: true));

        (decision.State, decision.Reason, decision.EngagesFallback).ShouldBe((state, reason, false));
        if (kind is DeliveryResultKind.Accepted or DeliveryResultKind.Delivered)
            decision.BreakerFailure.ShouldBeFalse();
    }

    [Theory]
    [InlineData(UnknownPolicy.ByTrait, false, DeliveryState.Ready)]
    [InlineData(UnknownPolicy.ByTrait, true, DeliveryState.InDoubt)]
    [InlineData(UnknownPolicy.Retry, true, DeliveryState.Ready)]
    [InlineData(UnknownPolicy.Hold, false, DeliveryState.InDoubt)]
    public void Decide_SomeInDoubt_FollowsTheChannelsPolicy(UnknownPolicy policy, bool isCostly, DeliveryState state)
    {
        var result = DeliveryResult.Accepted("id", Failures("b? c~"));
        var some = RemainingRule.After(null, result, triesAgain: true)!;
        RemainingRule.Decide(new ChannelOptions { Unknown = policy }, Facts() with { IsCostly = isCostly }, result, some, Now).State.ShouldBe(state);
    }

    [Fact]
    public void Decide_AnotherProviderIsThere_WaitsForTheOneThatWorks()
    {
        var decision = Decide(DeliveryResultKind.Accepted, "b~", string.Empty, Facts() with { HasOtherProvider = true });
        decision.Reason.ShouldBe(DecisionReason.RecipientsDeferred);
        decision.DueTicks.ShouldBeGreaterThan(Now);
    }

    [Fact]
    public void Decide_ProviderSaysWhen_IsHonoured()
    {
        var result = DeliveryResult.Accepted("id").WithFailures(Failures("b~"), TimeSpan.FromMinutes(7));
        RemainingRule.Decide(Options, Facts(), result, RemainingRule.After(null, result, triesAgain: true)!, Now).DueTicks.ShouldBe(Now + TimeSpan.FromMinutes(7).Ticks);
    }

    [Fact]
    public void Decide_NextAttemptBehindTheDeadline_IsOver()
    {
        var facts = Facts() with { CreatedTicks = Now - Options.DeadlineNormal.Ticks + 1 };
        foreach (var (kind, before) in ((DeliveryResultKind, string)[])[(DeliveryResultKind.Accepted, ""), (DeliveryResultKind.Retry, "b")])
        {
            var decision = Decide(kind, "b~", before, facts);
            (decision.State, decision.Reason).ShouldBe((DeliveryState.Sent, DecisionReason.AttemptsExhausted));
        }
    }

    [Fact]
    public void After_VeryMany_AreNamedUpToTheBoundAndCountedBeyondIt()
    {
        var failures = Enumerable.Range(0, RemainingRule.MaxNamed + 5).Select(static i => new RecipientFailure($"user{i}", "later") { Kind = RecipientFailureKind.Deferred })
            .Append(new RecipientFailure(string.Empty, "nobody")).ToArray();
        var after = RemainingRule.After(null, DeliveryResult.Accepted("id", failures), triesAgain: true)!;
        (after.Waiting.Count, after.MoreMissed, after.Count).ShouldBe((RemainingRule.MaxNamed, 6, RemainingRule.MaxNamed + 6));
    }

    [Fact]
    public void After_WhatIsNoAddress_IsCountedOnly()
    {
        foreach (var address in (string[])["", "half \ud800 a pair", new string('a', RemainingRule.MaxLength + 1)])
        {
            var after = RemainingRule.After(null, DeliveryResult.Accepted("id", [new RecipientFailure(address, "?") { Kind = RecipientFailureKind.Deferred }]), triesAgain: true)!;
            (after.Waiting.Count, after.Missed.Count, after.MoreMissed).ShouldBe((0, 0, 1));
        }
    }

    [Theory]
    [InlineData(DeliveryState.Cancelled, true, DeliveryState.Sent)]
    [InlineData(DeliveryState.DeadLettered, true, DeliveryState.Sent)]
    [InlineData(DeliveryState.Dropped, true, DeliveryState.Sent)]
    [InlineData(DeliveryState.Delivered, true, DeliveryState.Delivered)]
    [InlineData(DeliveryState.InDoubt, true, DeliveryState.InDoubt)]
    [InlineData(DeliveryState.Ready, true, DeliveryState.Ready)]
    [InlineData(DeliveryState.Cancelled, false, DeliveryState.Cancelled)]
    public void EndOf_State_IsAFailureOnlyWhereNobodyHasIt(DeliveryState state, bool someHaveIt, DeliveryState end) =>
        RemainingRule.EndOf(state, someHaveIt ? Parse("b") : null).ShouldBe(end);

    private static DispatchDecision Decide(DeliveryResultKind kind, string failures, string before, in AttemptFacts facts)
    {
        var result = Result(kind).WithFailures(Failures(failures));
        return RemainingRule.Decide(Options, facts, result, RemainingRule.After(Parse(before), result, triesAgain: true)!, Now);
    }

    private static AttemptFacts Facts(int attempt = 1, bool hasFallback = false) =>
        new(DeliveryId: 1, attempt, Priority.Normal, CreatedTicks: Now, hasFallback, HasOtherProvider: false, IsCostly: false, KeyHolds: false);

    private static DeliveryResult Result(DeliveryResultKind kind) => kind switch
    {
        DeliveryResultKind.Delivered => DeliveryResult.Delivered("id"),
        DeliveryResultKind.Accepted => DeliveryResult.Accepted("id"),
        DeliveryResultKind.Throttled => DeliveryResult.Throttled(TimeSpan.FromSeconds(5)),
        DeliveryResultKind.Rejected => DeliveryResult.Rejected(RejectionKind.Recipient, "no"),
        DeliveryResultKind.Unknown => DeliveryResult.Unknown("?"),
        _ => DeliveryResult.RetryOwn("later"),
    };

    private static RemainingRecipients? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        var parts = text.Split('/');
        return new RemainingRecipients(DeliveryState.Sent, parts[0].Split(','), parts.Length > 1 ? parts[1].Split(',') : [], 0);
    }

    private static RecipientFailure[] Failures(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static t => new RecipientFailure(t[..^1], "said")
        {
            Kind = t[^1] switch { '~' => RecipientFailureKind.Deferred, '?' => RecipientFailureKind.InDoubt, '!' => RecipientFailureKind.NoSuchAddress, _ => RecipientFailureKind.Refused },
        }),
    ];
}
