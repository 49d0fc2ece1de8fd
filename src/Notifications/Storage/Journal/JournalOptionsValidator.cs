using Microsoft.Extensions.Options;

namespace Notifications.Storage.Journal;

internal sealed class JournalOptionsValidator : IValidateOptions<JournalOptions>
{
    private const int MostKeys = 100_000_000;

    public ValidateOptionsResult Validate(string? name, JournalOptions options)
    {
        List<string> errors = [];
        if (string.IsNullOrWhiteSpace(options.Path))
            errors.Add("The journal's Path is empty: name a directory on a local disk.");
        else if (options.Path.AsSpan().IndexOfAny(System.IO.Path.GetInvalidPathChars()) >= 0)
            errors.Add($"The journal's Path '{options.Path}' has a character that no path may have: name a directory on a local disk.");
        else if (File.Exists(options.Path))
            errors.Add($"The journal's Path '{options.Path}' is a file: name a directory.");
        if (!Enum.IsDefined(options.Durability))
            errors.Add($"The journal's Durability {(int)options.Durability} is not known: use Durable or OsBuffered.");
        if (options.SegmentSize is < JournalOptions.SmallestSegment or > JournalOptions.LargestSegment)
            errors.Add($"The journal's SegmentSize {options.SegmentSize} is out of range: use {JournalOptions.SmallestSegment} to {JournalOptions.LargestSegment} bytes.");
        if (options.KeyCapacity is < 0 or > MostKeys)
            errors.Add($"The journal's KeyCapacity {options.KeyCapacity} is out of range: use 0 to {MostKeys}.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
