using System.Text.Json;

namespace Notifications.EndToEnd.Tests.Support;

/// <summary>One request as it came.</summary>
internal sealed record ReceivedRequest(IReadOnlyDictionary<string, string> Headers, byte[] Body, int Answer)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Status => Json.GetProperty("status").GetString()!;

    /// <summary>Which alert it is about: the labels in order of their names.</summary>
    public string Labels => string.Join(',', Json.GetProperty("labels").EnumerateObject().OrderBy(static l => l.Name, StringComparer.Ordinal).Select(static l => $"{l.Name}={l.Value}"));
}
