using System.Text.Json;

namespace Notifications.EventTypes;

/// <summary>What stands for the data of an event that has none.</summary>
internal static class NoData
{
    public static JsonElement Element { get; } = JsonDocument.Parse("null").RootElement.Clone();
}
