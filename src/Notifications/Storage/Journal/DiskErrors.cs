namespace Notifications.Storage.Journal;

/// <summary>Tells the errors of a disk apart.</summary>
internal static class DiskErrors
{
    // ENOSPC and EDQUOT, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int HandleDiskFull = unchecked((int)0x80070027);
    private const int DiskFull = unchecked((int)0x80070070);

    // EIO; ERROR_CRC, ERROR_READ_FAULT and ERROR_IO_DEVICE; and what file systems answer that know checksums: EBADMSG and EUCLEAN.
    private const int InputOutput = 5;
    private const int BadMessage = 74;
    private const int NeedsCleaning = 117;
    private const int CyclicCheck = unchecked((int)0x80070017);
    private const int ReadFault = unchecked((int)0x8007001E);
    private const int Device = unchecked((int)0x8007045D);

    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    /// <summary>Another process has locked the file.</summary>
    public static bool IsHeld(Exception error) => error is IOException && error.HResult is WouldBlock or WouldBlockOnMac or SharingViolation or LockViolation;

    public static bool IsFull(Exception error) => error is IOException && error.HResult is NoSpace or QuotaExceeded or HandleDiskFull or DiskFull;

    /// <summary>The disk cannot read what stands there.</summary>
    public static bool IsUnreadable(Exception error) => error is IOException && error.HResult is InputOutput or BadMessage or NeedsCleaning or CyclicCheck or ReadFault or Device;

    /// <summary>Tells what the disk would: there is no room for it.</summary>
    public static IOException Full(string reason) => new(reason, OperatingSystem.IsWindows() ? DiskFull : NoSpace);

    public static bool IsOfDisk(Exception error) => error is IOException or UnauthorizedAccessException;
}
