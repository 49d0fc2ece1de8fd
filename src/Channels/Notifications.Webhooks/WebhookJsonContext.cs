using System.Text.Json.Serialization;
using Notifications.Webhooks.Authentication;

namespace Notifications.Webhooks;

/// <summary>What the channel reads as JSON. What it writes, it writes by hand.</summary>
[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class WebhookJsonContext : JsonSerializerContext;
