using System.Text;
using System.Text.Json;

namespace Notifications.Samples.Storm.Output;

/// <summary>The totals as one line of JSON.</summary>
internal static class SummaryJson
{
    public static string Write(Totals totals)
    {
        var s = totals.Statistics;
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteStartObject("events");
            json.WriteNumber("accepted", s.Accepted);
            json.WriteNumber("refused", totals.Refused);
            json.WriteNumber("duplicate", s.Duplicate);
            json.WriteNumber("unrouted", s.Unrouted);
            json.WriteNumber("merged", s.Merged);
            json.WriteNumber("suppressed", s.Suppressed);
            json.WriteEndObject();
            json.WriteStartObject("deliveries");
            json.WriteNumber("created", s.Created);
            json.WriteNumber("delivered", totals.Delivered);
            json.WriteNumber("failed", totals.Failed);
            json.WriteNumber("cancelled", s.Cancelled);
            json.WriteNumber("dropped", s.Dropped);
            json.WriteNumber("pending", s.Pending);
            json.WriteEndObject();
            json.WriteNumber("reduction", Math.Round(totals.Reduction, 4));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
