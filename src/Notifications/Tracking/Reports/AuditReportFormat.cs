namespace Notifications.Audit;

/// <summary>How a report of the audit log is written.</summary>
public enum AuditReportFormat
{
    /// <summary>A table for people: CSV (RFC 4180) in UTF-8 with a header, lines ended by CR LF. What a spreadsheet would run as a formula is preceded by an apostrophe.</summary>
    Csv,

    /// <summary>For programs: a JSON object on each line, in UTF-8, lines ended by LF. Members without a value are left out.</summary>
    JsonLines,
}
