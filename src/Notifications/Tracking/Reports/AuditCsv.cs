using System.Buffers;
using System.Globalization;
using System.Text;
using Notifications.Audit;

namespace Notifications.Tracking.Reports;

/// <summary>Audit records as lines of CSV (RFC 4180).</summary>
internal static class AuditCsv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    public static void WriteHeader(IBufferWriter<byte> to) => Encoding.UTF8.GetBytes("at,id,action,actor_kind,actor_id,tenant,target,details,trace_id,before,after\r\n", to);

    public static void Write(AuditRecord record, IBufferWriter<byte> to)
    {
        string?[] fields =
        [
            record.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture), record.Id.ToString(), record.Action,
            record.Actor.Kind.ToString(), record.Actor.Id, record.TenantId, record.Target, record.Details, record.TraceId, record.Before?.ToString(), record.After?.ToString(),
        ];
        Encoding.UTF8.GetBytes(string.Join(',', fields.Select(Field)) + "\r\n", to);
    }

    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return string.Empty;

        // Details may repeat what others wrote, and a spreadsheet runs what begins like a formula.
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
