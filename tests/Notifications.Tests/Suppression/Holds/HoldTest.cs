using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Suppression.Holds;

/// <summary>What the tests of silences and inhibitions share.</summary>
public abstract class HoldTest : EngineTest
{
    protected const NotificationStatus Firing = NotificationStatus.Firing;
    protected const NotificationStatus Acknowledged = NotificationStatus.Acknowledged;
    protected const NotificationStatus Resolved = NotificationStatus.Resolved;

    protected static NotificationEvent Alert(NotificationStatus status, string labels, Severity severity = Severity.High, string? id = null, string? tenant = null) => new()
    {
        Type = "incident.changed",
        Status = status,
        Severity = severity,
        Id = id,
        TenantId = tenant,
        Labels = labels.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static l => l.Split('=')).ToDictionary(static l => l[0], static l => l[1], StringComparer.Ordinal),
    };

    protected static INotificationSilences Silences(EngineHarness engine) => engine.Services.GetRequiredService<INotificationSilences>();

    protected static Silence Silence(string matcher = "alertname=disk") =>
        new() { AnyOf = [EventSelector.Where(matcher)], EndsAt = EngineHarness.DefaultStart.AddHours(2), CreatedBy = "ann", Comment = "deploy" };

    protected static async Task<SilenceInfo> CreateAsync(EngineHarness engine, Silence silence)
    {
        var result = await Silences(engine).CreateAsync(silence, default, TestContext.Current.CancellationToken);
        result.Error.ShouldBeNull();
        await engine.WaitForIdleAsync();
        return result.Silence.ShouldNotBeNull();
    }

    protected static async Task ExpireAsync(EngineHarness engine, SilenceInfo silence)
    {
        (await Silences(engine).ExpireAsync(silence.Id, default, TestContext.Current.CancellationToken)).IsAccepted.ShouldBeTrue();
        await engine.WaitForIdleAsync();
    }
}
