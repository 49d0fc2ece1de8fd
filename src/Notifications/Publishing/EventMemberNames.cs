using System.Text.Json;

namespace Notifications.Publishing;

/// <summary>How members are named: in camel case in the plain form; in lower case in CloudEvents, whose attribute names allow nothing else.</summary>
internal static class EventMemberNames
{
    private static readonly (JsonEncodedText Name, EventMember Member)[] All =
    [
        (JsonEncodedText.Encode("specversion"), EventMember.SpecVersion),
        (JsonEncodedText.Encode("type"), EventMember.Type),
        (JsonEncodedText.Encode("id"), EventMember.Id),
        (JsonEncodedText.Encode("source"), EventMember.Source),
        (JsonEncodedText.Encode("subject"), EventMember.Subject),
        (JsonEncodedText.Encode("time"), EventMember.Time),
        (JsonEncodedText.Encode("severity"), EventMember.Severity),
        (JsonEncodedText.Encode("status"), EventMember.Status),
        (JsonEncodedText.Encode("data"), EventMember.Data),
        (JsonEncodedText.Encode("data_base64"), EventMember.BinaryData),
        (JsonEncodedText.Encode("labels"), EventMember.Labels),
        (JsonEncodedText.Encode("tenantId"), EventMember.TenantId),
        (JsonEncodedText.Encode("tenantid"), EventMember.TenantId),
        (JsonEncodedText.Encode("correlationKey"), EventMember.CorrelationKey),
        (JsonEncodedText.Encode("correlationkey"), EventMember.CorrelationKey),
        (JsonEncodedText.Encode("idempotencyKey"), EventMember.IdempotencyKey),
        (JsonEncodedText.Encode("idempotencykey"), EventMember.IdempotencyKey),
        (JsonEncodedText.Encode("traceParent"), EventMember.TraceParent),
        (JsonEncodedText.Encode("traceparent"), EventMember.TraceParent),
        (JsonEncodedText.Encode("drill"), EventMember.Drill),
    ];

    public static EventMember Find(in Utf8JsonReader json)
    {
        foreach (ref readonly var known in All.AsSpan())
        {
            if (json.ValueTextEquals(known.Name.EncodedUtf8Bytes))
                return known.Member;
        }

        return EventMember.Other;
    }
}
