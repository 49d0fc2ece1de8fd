using System.Text.Json.Serialization;

namespace Notifications.Tests.EventTypes;

internal sealed record ParcelLost(string Id, int Weight, ParcelLost? Replaces = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ParcelLost))]
internal sealed partial class ParcelJson : JsonSerializerContext;
