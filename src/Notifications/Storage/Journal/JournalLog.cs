using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Journal;

/// <summary>What the journal logs. Event ids 1300 to 1319 are its own.</summary>
internal sealed partial class JournalLog(ILogger logger)
{
    [LoggerMessage(1300, LogLevel.Information, "Journal read: {Files} files, {Commits} commits so far")]
    public partial void Recovered(int files, long commits);

    [LoggerMessage(1301, LogLevel.Warning, "The end of {File} from byte {Offset} on was never confirmed, {Bytes} bytes; it is cut off and saved as {Copy}")]
    public partial void TornTail(string file, long offset, int bytes, string copy);

    [LoggerMessage(1302, LogLevel.Critical, "The journal goes on without something that it had accepted: {Loss}")]
    public partial void Lost(string loss);

    [LoggerMessage(1303, LogLevel.Critical, "{Count} deliveries are lost, for their events or contents are")]
    public partial void Orphaned(int count);

    [LoggerMessage(1304, LogLevel.Error, "The journal's disk in {Path} is nearly full ({Reason}): new work is refused, what was accepted goes on. Free some space")]
    public partial void SpaceLow(string path, string reason);

    [LoggerMessage(1305, LogLevel.Information, "The journal's disk in {Path} has room again: new work is taken")]
    public partial void SpaceBack(string path);

    [LoggerMessage(1306, LogLevel.Error, "A write to the journal failed. The same commits are written to another segment")]
    public partial void WriteFailed(Exception error);

    [LoggerMessage(1307, LogLevel.Warning, "The commits whose write had failed are safe in another segment. Look at the disk")]
    public partial void WroteElsewhere();

    [LoggerMessage(1308, LogLevel.Critical, "Nothing can be written to the journal: {Reason}")]
    public partial void Failed(string reason, Exception error);

    [LoggerMessage(1309, LogLevel.Information, "The journal can be written to again")]
    public partial void WorksAgain();

    [LoggerMessage(1310, LogLevel.Debug, "Checkpoint {File} of {Bytes} bytes takes the place of {Files} files of {OldBytes} bytes")]
    public partial void Compacted(string file, long bytes, int files, long oldBytes);

    [LoggerMessage(1311, LogLevel.Error, "The journal could not be compacted; its files stay as they are, and it is tried again")]
    public partial void CompactionFailed(Exception error);

    [LoggerMessage(1312, LogLevel.Critical, "The journal's files have been damaged while it ran: {Loss}. It goes on, but the next start will refuse them")]
    public partial void RotFound(string loss);

    [LoggerMessage(1314, LogLevel.Error, "The journal's disk took {Seconds:F1} s to confirm a write: everybody who published waited for it. Look at the disk")]
    public partial void Slow(double seconds);

    [LoggerMessage(1316, LogLevel.Critical, "The disk did not confirm {File}: what was accepted under OsBuffered outlives this process, and perhaps no power failure until what is live in it is written down anew. Look at the disk")]
    public partial void EndUnsafe(string file, Exception error);

    [LoggerMessage(1315, LogLevel.Critical, "The journal's disk does not answer: the journal is left as it is, and the process can end. What was not confirmed was not accepted")]
    public partial void LeftOpen();

    [LoggerMessage(1313, LogLevel.Critical, "The journal's writer failed; it is a bug, please report it")]
    public partial void WriterFailed(Exception error);

    [LoggerMessage(1317, LogLevel.Warning, "The journal in {Path} is on {Weakness}. Use a local disk")]
    public partial void IsWeak(string path, string weakness);

    [LoggerMessage(1318, LogLevel.Error, "What the journal in {Path} keeps ahead cannot be written: commits go on while the last segment has room, and it is tried again every second. Look at the disk")]
    public partial void NotPrepared(string path, Exception error);

    [LoggerMessage(1319, LogLevel.Information, "What the journal in {Path} keeps ahead is written again")]
    public partial void PreparedAgain(string path);
}
