using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notifications.PagerDuty.Events;

/// <summary>Property names, encoded once.</summary>
internal static class Names
{
    public static readonly JsonEncodedText Aggregate = JsonEncodedText.Encode("aggregate");
    public static readonly JsonEncodedText Alt = JsonEncodedText.Encode("alt");
    public static readonly JsonEncodedText Class = JsonEncodedText.Encode("class");
    public static readonly JsonEncodedText Client = JsonEncodedText.Encode("client");
    public static readonly JsonEncodedText ClientUrl = JsonEncodedText.Encode("client_url");
    public static readonly JsonEncodedText Component = JsonEncodedText.Encode("component");
    public static readonly JsonEncodedText Count = JsonEncodedText.Encode("count");
    public static readonly JsonEncodedText CustomDetails = JsonEncodedText.Encode("custom_details");
    public static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    public static readonly JsonEncodedText DedupKey = JsonEncodedText.Encode("dedup_key");
    public static readonly JsonEncodedText Drill = JsonEncodedText.Encode("drill");
    public static readonly JsonEncodedText EventAction = JsonEncodedText.Encode("event_action");
    public static readonly JsonEncodedText EventId = JsonEncodedText.Encode("event_id");
    public static readonly JsonEncodedText EventType = JsonEncodedText.Encode("event_type");
    public static readonly JsonEncodedText First = JsonEncodedText.Encode("first");
    public static readonly JsonEncodedText Group = JsonEncodedText.Encode("group");
    public static readonly JsonEncodedText Href = JsonEncodedText.Encode("href");
    public static readonly JsonEncodedText Images = JsonEncodedText.Encode("images");
    public static readonly JsonEncodedText Labels = JsonEncodedText.Encode("labels");
    public static readonly JsonEncodedText Last = JsonEncodedText.Encode("last");
    public static readonly JsonEncodedText Links = JsonEncodedText.Encode("links");
    public static readonly JsonEncodedText More = JsonEncodedText.Encode("…", JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    public static readonly JsonEncodedText Note = JsonEncodedText.Encode("note");
    public static readonly JsonEncodedText Payload = JsonEncodedText.Encode("payload");
    public static readonly JsonEncodedText RoutingKey = JsonEncodedText.Encode("routing_key");
    public static readonly JsonEncodedText Rule = JsonEncodedText.Encode("rule");
    public static readonly JsonEncodedText Samples = JsonEncodedText.Encode("samples");
    public static readonly JsonEncodedText Severity = JsonEncodedText.Encode("severity");
    public static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    public static readonly JsonEncodedText Src = JsonEncodedText.Encode("src");
    public static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    public static readonly JsonEncodedText Subject = JsonEncodedText.Encode("subject");
    public static readonly JsonEncodedText Summary = JsonEncodedText.Encode("summary");
    public static readonly JsonEncodedText Tenant = JsonEncodedText.Encode("tenant");
    public static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
    public static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
    public static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
}
