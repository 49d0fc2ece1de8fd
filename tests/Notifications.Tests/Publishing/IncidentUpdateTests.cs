namespace Notifications.Tests.Publishing;

public sealed class IncidentUpdateTests
{
    private static readonly DateTimeOffset Began = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static readonly IncidentUpdate Update = new()
    {
        Id = "4711",
        State = IncidentState.Resolved,
        Severity = Severity.Critical,
        Version = "7",
        Title = "API Gateway Down",
        Source = "llm-sentinel",
        TenantId = "acme",
        StartedAt = Began,
        ChangedAt = Began.AddMinutes(12),
        Labels = LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "edge" }),
        Resolution = new() { By = "oncall@example.com", Method = "Manual", Notes = "Service\nrestarted" },
    };

    [Theory]
    [InlineData(IncidentState.Detected, "incident.detected", NotificationStatus.Firing)]
    [InlineData(IncidentState.Triaged, "incident.triaged", NotificationStatus.Firing)]
    [InlineData(IncidentState.Investigating, "incident.investigating", NotificationStatus.Acknowledged)]
    [InlineData(IncidentState.Remediating, "incident.remediating", NotificationStatus.Acknowledged)]
    [InlineData(IncidentState.Resolved, "incident.resolved", NotificationStatus.Resolved)]
    [InlineData(IncidentState.Closed, "incident.closed", NotificationStatus.Resolved)]
    public void ToEvent_State_IsTypeAndStatus(IncidentState state, string type, NotificationStatus status)
    {
        var e = (Update with { State = state }).ToEvent();
        (e.Type, e.Status, e.CorrelationKey, e.Drill).ShouldBe((type, status, "4711", false));
        (Update with { State = state, Drill = true }).ToEvent().Drill.ShouldBeTrue();
    }

    [Fact]
    public void ToEvent_Full_SaysEverything()
    {
        var e = Update.ToEvent();
        (e.Severity, e.Subject, e.Source, e.TenantId, e.Time).ShouldBe((Severity.Critical, "API Gateway Down", "llm-sentinel", "acme", Began.AddMinutes(12)));
        e.Labels.ToString().ShouldBe("""{method="Manual", resolution="Service restarted", resolved_by="oncall@example.com", state="resolved", team="edge"}""");
        e.Data!.ToString().ShouldBe(
            """{"incidentId":"4711","state":"resolved","severity":"P0","title":"API Gateway Down","startedAt":"2026-01-05T08:00:00+00:00","changedAt":"2026-01-05T08:12:00+00:00","durationSeconds":720,"resolvedBy":"oncall@example.com","method":"Manual","resolution":"Service\nrestarted"}""");
    }

    [Fact]
    public void ToEvent_Details_JoinWhatTheUpdateSays()
    {
        var details = EventData.FromJson("""{"id":4711,"title":"other","state":3,"assignee":"lea","half":"\ud83d","details":[1]}""");
        (Update with { Details = details, Resolution = null, StartedAt = null, ChangedAt = null }).ToEvent().Data!.ToString().ShouldBe(
            """{"incidentId":"4711","state":"resolved","severity":"P0","title":"API Gateway Down","id":4711,"assignee":"lea","half":"\ud83d","details":[1]}""");
        (Update with { Details = EventData.FromJson("[1]"), Resolution = null, StartedAt = null, ChangedAt = null }).ToEvent().Data!.ToString().ShouldBe(
            """{"incidentId":"4711","state":"resolved","severity":"P0","title":"API Gateway Down","details":[1]}""");
        (Update with { Details = EventData.FromJson("{broken") }).ToEvent().Data!.ToString().ShouldBe("{broken");
    }

    [Fact]
    public void ToEvent_Version_IsTheIdentityOfTheEvent()
    {
        var key = Update.ToEvent().IdempotencyKey;
        key.ShouldBe("incident-e3ebe330e9dda1b9681178071de502bd");
        (Update with { Title = "other" }).ToEvent().IdempotencyKey.ShouldBe(key);
        foreach (var other in (IncidentUpdate[])[Update with { Version = "8" }, Update with { Id = "4712" }, Update with { State = IncidentState.Closed }])
            other.ToEvent().IdempotencyKey.ShouldNotBe(key);
        var without = (Update with { Version = null }).ToEvent();
        (without.Id, without.IdempotencyKey).ShouldBe((null, null));
    }

    [Fact]
    public void ToEvent_FreeText_IsALineThatIntakeTakes()
    {
        var e = (Update with { Title = "a\r\nb\u2028c\ud83d\0", Source = " \n ", Resolution = new() { Notes = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 200)) } }).ToEvent();
        e.Subject.ShouldBe("a  b c\ufffd");
        e.Source.ShouldBeNull();
        e.Labels["resolution"].Length.ShouldBeInRange(1_010, 1_024);
        e.Labels["resolution"].ShouldEndWith("👦…");
        e.Data!.Root.GetProperty("title").GetString().ShouldBe("a\r\nb\u2028c\ufffd\0");
        (Update with { Title = new string('x', 2_000) }).ToEvent().Subject!.Length.ShouldBe(1_024);
    }

    [Fact]
    public void ToEvent_LabelsOfTheHost_WinAndLeaveNoRoom()
    {
        var state = LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = "mine" });
        (Update with { Labels = state }).ToEvent().Labels["state"].ShouldBe("mine");
        var many = Enumerable.Range(0, 63).ToDictionary(static i => $"l{i}", static _ => "x", StringComparer.Ordinal);
        (Update with { Labels = many }).ToEvent().Labels.Count.ShouldBe(64);
        (Update with { Url = "https://acme.com/4711" }).ToEvent().Labels["incident_url"].ShouldBe("https://acme.com/4711");
    }
}
