using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Notifications;

/// <summary>Finds all that is wrong with a file channel's options at once. Whether the file can be written shows at the first message: a full disk must not stop the host.</summary>
internal sealed class FileChannelOptionsValidator : IValidateOptions<FileChannelOptions>
{
    private const long MinSize = 4_096;
    private const long MaxSize = 10L * 1024 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, string?> _channels = new(StringComparer.Ordinal);

    public ValidateOptionsResult Validate(string? name, FileChannelOptions options)
    {
        List<string> errors = [];
        if (string.IsNullOrWhiteSpace(options.Path))
            errors.Add("Path is empty; give the path of a file, such as logs/notifications.jsonl.");
        else if (options.Path.Contains('\0', StringComparison.Ordinal))
            errors.Add("Path has a NUL character; give the path of a file, such as logs/notifications.jsonl.");
        else if (Path.EndsInDirectorySeparator(options.Path))
            errors.Add($"Path '{options.Path}' is a directory; add the name of a file.");
        else if (_channels.GetOrAdd(Path.GetFullPath(options.Path), name) is var owner && !string.Equals(owner, name, StringComparison.OrdinalIgnoreCase))
            errors.Add($"Path '{options.Path}' is that of the file channel '{owner}', too; give each channel a file of its own.");
        if (options.MaxFileSize is < MinSize or > MaxSize)
            errors.Add($"MaxFileSize is {options.MaxFileSize:N0}; give {MinSize:N0} to {MaxSize:N0} bytes.");
        if (options.MaxFiles is < 1 or > 1_000)
            errors.Add($"MaxFiles is {options.MaxFiles:N0}; give 1 to 1,000.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.ConvertAll(error => $"File channel '{name}': {error}"));
    }
}
