using System.Text.Json;

namespace Notifications.Webhooks.Bodies;

/// <summary>Property names, encoded once.</summary>
internal static class Names
{
    public static readonly JsonEncodedText Aggregate = JsonEncodedText.Encode("aggregate");
    public static readonly JsonEncodedText CorrelationKey = JsonEncodedText.Encode("correlationKey");
    public static readonly JsonEncodedText Count = JsonEncodedText.Encode("count");
    public static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    public static readonly JsonEncodedText DeliveryId = JsonEncodedText.Encode("deliveryId");
    public static readonly JsonEncodedText Drill = JsonEncodedText.Encode("drill");
    public static readonly JsonEncodedText EventType = JsonEncodedText.Encode("event_type");
    public static readonly JsonEncodedText First = JsonEncodedText.Encode("first");
    public static readonly JsonEncodedText Html = JsonEncodedText.Encode("html");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Incident = JsonEncodedText.Encode("incident");
    public static readonly JsonEncodedText Labels = JsonEncodedText.Encode("labels");
    public static readonly JsonEncodedText Last = JsonEncodedText.Encode("last");
    public static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    public static readonly JsonEncodedText NotificationId = JsonEncodedText.Encode("notification_id");
    public static readonly JsonEncodedText Samples = JsonEncodedText.Encode("samples");
    public static readonly JsonEncodedText Severity = JsonEncodedText.Encode("severity");
    public static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    public static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    public static readonly JsonEncodedText Subject = JsonEncodedText.Encode("subject");
    public static readonly JsonEncodedText TenantId = JsonEncodedText.Encode("tenantId");
    public static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
    public static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
    public static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
}
