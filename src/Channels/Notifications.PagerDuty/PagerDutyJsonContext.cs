using System.Text.Json.Serialization;
using Notifications.PagerDuty.Responses;

namespace Notifications.PagerDuty;

/// <summary>What the channel reads as JSON. What it writes, it writes by hand.</summary>
[JsonSerializable(typeof(EventAnswer))]
internal sealed partial class PagerDutyJsonContext : JsonSerializerContext;
