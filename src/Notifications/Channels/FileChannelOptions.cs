namespace Notifications;

/// <summary>One file channel. All values are checked at start, and every error is reported at once.</summary>
public sealed class FileChannelOptions
{
    /// <summary>The file that messages are appended to, one JSON object a line. A relative path counts from the current directory at start; directories are made.
    /// Older files stand beside it as <c>PATH.1</c>, <c>PATH.2</c> and so on, the newest first. Every channel needs a file of its own.</summary>
    /// <value>Default: none; it has to be set.</value>
    public string Path { get; set; } = string.Empty;

    /// <summary>The size that a file does not grow beyond, in bytes; only a single message that is larger gets a larger file, to itself.</summary>
    /// <value>4,096 bytes to 10 GiB. Default: 10,485,760 (10 MiB).</value>
    public long MaxFileSize { get; set; } = 10 * 1024 * 1024;

    /// <summary>How many files are kept, that in use included; the oldest is deleted.</summary>
    /// <value>1 to 1,000. Default: 5.</value>
    public int MaxFiles { get; set; } = 5;
}
