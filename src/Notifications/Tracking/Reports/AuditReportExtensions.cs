using System.Buffers;
using Notifications.Tracking.Reports;

namespace Notifications.Audit;

/// <summary>Writes the audit log out, for those who have to show who did what.</summary>
public static class AuditReportExtensions
{
    /// <summary>Writes all records that a search finds, newest first. Holds one page of them at a time.</summary>
    /// <param name="audit">The log.</param>
    /// <param name="destination">Takes the report; stays open.</param>
    /// <param name="search">What is asked; its cursor says where to begin, its page size how many records are read at once.</param>
    /// <param name="format">How it is written. Default: CSV.</param>
    /// <param name="cancellationToken">Gives up; what is written so far stays.</param>
    /// <returns>How many records were written, and why not all.</returns>
    public static async ValueTask<AuditReport> WriteReportAsync(
        this INotificationAudit audit, Stream destination, AuditSearch search, AuditReportFormat format = AuditReportFormat.Csv, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(search);
        if (!Enum.IsDefined(format))
            throw new ArgumentOutOfRangeException(nameof(format), format, "Give Csv or JsonLines.");
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        if (format == AuditReportFormat.Csv)
            AuditCsv.WriteHeader(buffer);
        var written = 0L;
        while (true)
        {
            var page = await audit.SearchAsync(search, cancellationToken).ConfigureAwait(false);
            if (page.Error is { } error)
                return new(written, error);
            foreach (var record in page.Records)
            {
                if (format == AuditReportFormat.Csv)
                    AuditCsv.Write(record, buffer);
                else
                    AuditJson.Write(record, buffer);
            }

            await destination.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
            buffer.ResetWrittenCount();
            written += page.Records.Count;
            if (page.NextCursor is not { } next)
                return new(written);
            search = search with { Cursor = next };
        }
    }
}
