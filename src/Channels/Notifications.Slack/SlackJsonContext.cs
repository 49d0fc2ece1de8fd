using System.Text.Json.Serialization;
using Notifications.Slack.Actions;
using Notifications.Slack.Responses;

namespace Notifications.Slack;

/// <summary>What the channel reads as JSON. What it writes, it writes by hand.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApiAnswer))]
[JsonSerializable(typeof(InteractionBody))]
internal sealed partial class SlackJsonContext : JsonSerializerContext;
