using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Tracking;

public sealed class AuditReportTests : EngineTest
{
    [Fact]
    public async Task Write_Csv_QuotesAndDefusesWhatASpreadsheetWouldRun()
    {
        var audit = await StartWithAsync(
            new AuditRecord { Action = "rule.changed", Actor = AuditActor.User("ann"), TenantId = "acme", Target = "a, \"b\"", Details = "=HYPERLINK(\"http://evil\")", After = EventData.FromJson("{\"a\":1}") });
        using var report = new MemoryStream();

        (await audit.WriteReportAsync(report, new AuditSearch())).ShouldBe(new AuditReport(1));

        var lines = Encoding.UTF8.GetString(report.ToArray()).Split("\r\n");
        lines[0].ShouldBe("at,id,action,actor_kind,actor_id,tenant,target,details,trace_id,before,after");
        lines[1].ShouldEndWith(",rule.changed,User,ann,acme,\"a, \"\"b\"\"\",\"'=HYPERLINK(\"\"http://evil\"\")\",,,\"{\"\"a\"\":1}\"");
        lines[2].ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_JsonLines_HasEveryRecordOnALineOfItsOwn()
    {
        var records = Enumerable.Range(0, 25).Select(static i => new AuditRecord { Action = $"a{i}", Details = "two\nlines", Before = EventData.FromJson("{\n\"b\": 1\n}") }).ToArray();
        var audit = await StartWithAsync(records);
        using var report = new MemoryStream();

        (await audit.WriteReportAsync(report, new AuditSearch { PageSize = 10 }, AuditReportFormat.JsonLines)).ShouldBe(new AuditReport(25));

        var lines = Encoding.UTF8.GetString(report.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonDocument.Parse(l).RootElement).ToArray();
        lines.Select(static l => l.GetProperty("action").GetString()).ShouldBe(records.Select(static r => r.Action).Reverse());
        lines[0].GetProperty("before").GetProperty("b").GetInt32().ShouldBe(1);
        lines[0].TryGetProperty("actorId", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Write_SearchNotAllowed_SaysWhy()
    {
        var audit = await StartWithAsync();
        var report = await audit.WriteReportAsync(Stream.Null, new AuditSearch { PageSize = 0 });
        report.IsWhole.ShouldBeFalse();
        report.Error!.Code.ShouldBe(NotificationErrorCode.InvalidSearch);
    }

    private async Task<INotificationAudit> StartWithAsync(params AuditRecord[] records)
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("mail"));
        var audit = engine.Services.GetRequiredService<INotificationAudit>();
        foreach (var record in records)
            (await audit.RecordAsync(record)).IsRecorded.ShouldBeTrue();
        return audit;
    }
}
