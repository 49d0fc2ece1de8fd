using System.Text.Json.Serialization;

namespace Notifications.Architecture.Tests.Snippets;

internal sealed record ParcelLost(string Id, int Weight);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ParcelLost))]
internal sealed partial class ShopJson : JsonSerializerContext;
