namespace Notifications.Slack.Actions;

/// <summary>What we read of an interaction payload (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload).</summary>
internal sealed record InteractionBody(
    string? Type, InteractionBody.Person? User, InteractionBody.Place? Channel, InteractionBody.Posted? Message, IReadOnlyList<InteractionBody.Pressed?>? Actions)
{
    internal sealed record Person(string? Id, string? Username, string? Name);

    internal sealed record Place(string? Id);

    internal sealed record Posted(string? Ts);

    internal sealed record Pressed(string? ActionId, string? Value);
}
