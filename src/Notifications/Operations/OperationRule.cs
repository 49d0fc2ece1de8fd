using Notifications.Publishing;

namespace Notifications.Operations;

/// <summary>What a call of an operator has to look like.</summary>
internal static class OperationRule
{
    /// <summary>Who acts where nobody is named.</summary>
    public const string System = "system";

    private const int MaxActor = 255;

    /// <summary>What is wrong with an actor; null when nothing is.</summary>
    public static string? Check(OperationActor? actor) => actor is null
        ? null
        : (EventRule.CheckText("Actor.Id", actor.Id, MaxActor, required: true) ?? EventRule.CheckBody("Actor.Reason", actor.Reason, EventRule.MaxText))?.Message;
}
