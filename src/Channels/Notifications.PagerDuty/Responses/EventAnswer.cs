using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notifications.PagerDuty.Responses;

/// <summary>What PagerDuty answers, as far as it is asked for.</summary>
internal sealed class EventAnswer
{
    /// <summary><c>success</c>, or a short name of the error.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    /// <summary>Reads; null when the text is something else.</summary>
    public static EventAnswer? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, PagerDutyJsonContext.Default.EventAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
