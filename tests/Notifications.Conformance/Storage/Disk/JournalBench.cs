using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Storage.Journal;

namespace Notifications.Conformance.Storage.Disk;

/// <summary>Makes journals for tests: small, and with upkeep at points that are known.</summary>
internal static class JournalBench
{
    public const int SegmentSize = 4096;

    public static JournalStore Create(
        IJournalDirectory directory, TimeProvider clock, IRecordDecoder decoder, Action<JournalOptions>? configure = null, int historyCapacity = 256)
    {
        var options = new JournalOptions { Path = directory.Path, SegmentSize = SegmentSize };
        configure?.Invoke(options);
        return new JournalStore(
            directory, new JournalSettings(options, new StoreLimits { HistoryCapacity = historyCapacity }, InlineUpkeep: true), decoder, clock, NullLogger.Instance);
    }
}
