namespace Notifications;

/// <summary>What a failed write means. Nothing of the message stays in the file: it is cut back to where it was.</summary>
internal static class FileFailureRule
{
    private const int Exists = 17;
    private const int NoDirectory = 20;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int QuotaOnLinux = 122;
    private const int QuotaOnMac = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsWriteProtected = unchecked((int)0x80070013);
    private const int WindowsExists = unchecked((int)0x800700B7);

    /// <summary>Judges what the file system threw; null for what it does not throw.</summary>
    public static DeliveryResult? Classify(Exception error) => error switch
    {
        UnauthorizedAccessException or System.Security.SecurityException or DirectoryNotFoundException or PathTooLongException or NotSupportedException
            or IOException { HResult: ReadOnly or Exists or NoDirectory or WindowsWriteProtected or WindowsExists } => DeliveryResult.Rejected(
                RejectionKind.Configuration, $"the file cannot be written ({error.GetType().Name}); correct the channel's Path or the permissions of its directory"),
        IOException { HResult: NoSpace or QuotaOnLinux or QuotaOnMac or WindowsDiskFull or WindowsHandleDiskFull } =>
            DeliveryResult.Retry("the disk is full; free some space"),
        IOException => DeliveryResult.Retry($"the file could not be written ({error.GetType().Name}); another process or channel may have it open"),
        _ => null,
    };
}
