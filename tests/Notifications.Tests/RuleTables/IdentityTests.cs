using Notifications.Publishing;

namespace Notifications.RuleTables;

public sealed class IdentityTests
{
    [Fact]
    public void Of_LabelsThatPlayWithSeparators_NeverCollide()
    {
        (string, string)[][] sets =
        [
            [],
            [("a", "b")],
            [("a", "b"), ("c", "d")],
            [("ab", ""), ("a", "bc")],
            [("a", "bc")],
            [("ab", "c")],
            [("a", "b\u00ffc\u00ffd")],
            [("a", "b\u00ff"), ("c", "d")],
            [("a", "b,c=d")],
            [("a=b", "c")],
            [("a", "=bc")],
            [("a", "b\"c\"")],
            [("A", "b")],
            [("a", "B")],
            [("a", " b")],
            [("\u00e9", "b")],
            [("e\u0301", "b")],
        ];

        // "ab" is empty in the fourth, and so as if it were missing: the same as the fifth.
        sets.Select(static s => Fingerprint(s)).Distinct().Count().ShouldBe(sets.Length - 1);
    }

    [Fact]
    public void Of_AnEmptyLabelOrAnotherOrder_IsTheSameIdentity()
    {
        Fingerprint(("a", "1"), ("b", "")).ShouldBe(Fingerprint(("a", "1")));
        Fingerprint(("b", "2"), ("a", "1")).ShouldBe(Fingerprint(("a", "1"), ("b", "2")));
        Fingerprint(("a", "")).ShouldBe(Fingerprint());
    }

    [Fact]
    public void Of_ManyLongLabels_IsStable()
    {
        var labels = Enumerable.Range(0, 64).Select(static i => ($"name{i}{new string('ü', 500)}", new string('x', 1000))).ToArray();

        Fingerprint(labels).ShouldBe(Fingerprint(labels));
        Fingerprint(labels).Length.ShouldBe(32);
    }

    [Fact]
    public void EventIdentity_OfATable_IsPerTenantAndFollowsCorrelationLabelsSubject()
    {
        var alert = new NotificationEvent { Type = "t", Subject = "s", Status = NotificationStatus.Firing, Labels = Labels(("a", "1")) };

        EventIdentity.Of(alert).ShouldBe(EventIdentity.Of(alert with { Type = "u", Subject = "v", Status = NotificationStatus.Resolved }));
        EventIdentity.Of(alert).ShouldNotBe(EventIdentity.Of(alert with { TenantId = "x" }));
        EventIdentity.Of(alert).ShouldNotBe(EventIdentity.Of(alert with { Labels = Labels(("a", "2")) }));
        EventIdentity.Of(alert with { CorrelationKey = "k" }).ShouldBe(EventIdentity.Of(new NotificationEvent { Type = "z", CorrelationKey = "k" }));
        EventIdentity.Of(alert with { Labels = LabelSet.Empty }).ShouldNotBe(EventIdentity.Of(alert with { Labels = LabelSet.Empty, Type = "u" }));
        EventIdentity.Of(alert with { Status = NotificationStatus.None }).IsTracked.ShouldBeFalse();
    }

    [Fact]
    public void ClaimFor_EventsThatDifferInAnyMember_HaveOtherHashes()
    {
        var e = new NotificationEvent { Type = "t", IdempotencyKey = "k", Labels = Labels(("a", "b")) };
        NotificationEvent[] others =
        [
            e with { Type = "u" },
            e with { Source = "s" },
            e with { Subject = "s" },
            e with { Time = DateTimeOffset.UnixEpoch },
            e with { Severity = Severity.Low },
            e with { Status = NotificationStatus.Firing },
            e with { CorrelationKey = "c" },
            e with { Labels = Labels(("ab", "")) },
            e with { Labels = Labels(("a", "c")) },
            e with { Data = EventData.FromJson("1") },
            e with { Source = "" },
        ];

        others.Select(static o => Idempotency.ClaimFor(o, default).BodyHash).Append(Idempotency.ClaimFor(e, default).BodyHash).Distinct().Count().ShouldBe(others.Length + 1);
        Idempotency.ClaimFor(e with { TraceParent = "x" }, default).BodyHash.ShouldBe(Idempotency.ClaimFor(e, default).BodyHash);
    }

    [Fact]
    public void ClaimFor_RequestsThatDifferInAnyMember_HaveOtherHashes()
    {
        var r = new NotificationRequest { IdempotencyKey = "k", Channels = ["c"], Subject = "s" };
        NotificationRequest[] others =
        [
            r with { Channels = ["d"] },
            r with { Channels = [], Recipients = [Recipient.Address("c")] },
            r with { Channels = ["c", "c"] },
            r with { Recipients = [Recipient.User("u")] },
            r with { Recipients = [Recipient.Role("u")] },
            r with { Recipients = [Recipient.Address("c")], Channels = [] },
            r with { Channels = ["0:c"] },
            r with { Subject = "t" },
            r with { Body = "s" },
            r with { Priority = Priority.High },
            r with { Severity = Severity.High },
            r with { Category = "x" },
            r with { CorrelationKey = "x" },
            r with { BatchId = "x" },
            r with { SendAt = DateTimeOffset.UnixEpoch },
            r with { Metadata = Labels(("a", "b")) },
            r with { Data = EventData.FromJson("1") },
            r with { ContentByChannel = Content("c", "x, Text = y", "z") },
            r with { ContentByChannel = Content("c", "x", "y, Text = z") },
        ];

        var hashes = others.Append(r).Select(static o => Idempotency.ClaimFor(o, default).BodyHash).ToArray();

        // Two of the list are the same request.
        hashes.Distinct().Count().ShouldBe(hashes.Length - 1);
    }

    [Fact]
    public void ClaimFor_RequestWithContentInAnotherOrder_IsTheSame()
    {
        var a = new NotificationContent { Subject = "a", Text = "a" };
        var r = new NotificationRequest { IdempotencyKey = "k", Channels = ["c", "d"] };

        Idempotency.ClaimFor(r with { ContentByChannel = new Dictionary<string, NotificationContent> { ["c"] = a, ["d"] = a } }, default).BodyHash
            .ShouldBe(Idempotency.ClaimFor(r with { ContentByChannel = new Dictionary<string, NotificationContent> { ["d"] = a, ["c"] = a } }, default).BodyHash);
    }

    private static Dictionary<string, NotificationContent> Content(string channel, string subject, string text) =>
        new() { [channel] = new NotificationContent { Subject = subject, Text = text } };

    private static string Fingerprint(params (string Name, string Value)[] labels) => LabelFingerprint.Of(Labels(labels));

    private static LabelSet Labels(params (string Name, string Value)[] labels) => LabelSet.From(labels.ToDictionary(static l => l.Name, static l => l.Value));
}
