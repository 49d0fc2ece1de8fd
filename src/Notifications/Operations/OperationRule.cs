using Notifications.Audit;
using Notifications.Publishing;
using Notifications.Tracking;

namespace Notifications.Operations;

/// <summary>What a call of an operator has to look like, and how it stands in the audit.</summary>
internal static class OperationRule
{
    /// <summary>What is wrong with an actor; null when nothing is.</summary>
    public static string? Check(OperationActor? actor)
    {
        if (actor is null)
            return null;
        if (actor.Who.Kind != AuditActorKind.System && string.IsNullOrWhiteSpace(actor.Who.Id))
            return "Who has no id: say who does it, for example AuditActor.User(\"ada\").";
        if (EventRule.CheckText("Who.Id", actor.Who.Id, AuditRule.MaxName) is { } unfit)
            return unfit.Message;
        return (EventRule.CheckBody("Reason", actor.Reason, EventRule.MaxText) ?? AuditRule.Check(new AuditRecord { Action = "x", Actor = actor.Who, Details = actor.Reason }))?.Message;
    }

    /// <summary>What the audit says of an operation.</summary>
    public static AuditRecord Record(string action, OperationActor? actor, string tenant, string target) => new()
    {
        Action = action,
        Actor = actor?.Who ?? AuditActor.System,
        TenantId = tenant.Length <= AuditRule.MaxName ? tenant : string.Empty,
        Target = target,
        Details = actor?.Reason,
    };
}
