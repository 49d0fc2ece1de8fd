using Microsoft.Extensions.Configuration;
using Notifications.Spelling;

namespace Notifications.Configuration;

/// <summary>Reads the values of one section into a document. Keys that nobody asked for are errors, with the closest known key.</summary>
internal sealed class SectionReader
{
    private readonly IConfiguration _section;
    private readonly ErrorList _errors;
    private readonly List<string> _known = [];

    public SectionReader(IConfiguration section, string path, ErrorList errors)
    {
        _section = section;
        _errors = errors;
        Path = path;
    }

    public string Path { get; }

    public void Text(string key, Action<string?> set) => Scalar(key, "a text", set, static (string text, out string? value) => (value = text) is not null);

    public void Truth(string key, Action<bool> set) => Scalar(key, "true or false", set, bool.TryParse);

    public void Number(string key, Action<int> set) =>
        Scalar(key, "a whole number", set, static (string text, out int value) => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out value));

    public void LongNumber(string key, Action<long> set) =>
        Scalar(key, "a whole number", set, static (string text, out long value) => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out value));

    public void Duration(string key, Action<TimeSpan> set) => Scalar(key, "a duration: " + DurationText.Form, set, DurationText.TryParse);

    public void Instant(string key, Action<DateTimeOffset> set) => Scalar(
        key, "an instant such as 2026-01-31T09:00:00Z", set,
        static (string text, out DateTimeOffset value) => DateTimeOffset.TryParse(
            text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out value));

    public void SeverityName(string key, Action<Severity> set) => Scalar(key, "one of Info, Low, Medium, High, Critical", set, SeverityNames.TryParse);

    public void Choice<T>(string key, Action<T> set)
        where T : struct, Enum => Scalar(key, "one of " + string.Join(", ", Enum.GetNames<T>()), set, TryChoose);

    /// <summary>A list, or one value in place of a list. Replaces what was there as a whole; an empty text empties it.</summary>
    public void List<T>(string key, Action<IList<T>> set, Func<IConfigurationSection, string, ErrorList, T?> read)
        where T : notnull
    {
        if (Find(key) is not { } section)
            return;
        List<T> items = [];
        if (section.Value is { } single)
        {
            if (single.Length > 0 && read(section, At(key), _errors) is { } only)
                items.Add(only);
        }
        else
        {
            foreach (var child in section.GetChildren())
            {
                if (read(child, $"{At(key)}:{child.Key}", _errors) is { } item)
                    items.Add(item);
            }
        }

        set(items);
    }

    /// <summary>A nested section.</summary>
    public void Section(string key, Action<IConfigurationSection, string> read)
    {
        if (Find(key) is { } section)
            read(section, At(key));
    }

    /// <summary>A nested group of options.</summary>
    public void Nested<T>(string key, T options, Action<T> set, Action<SectionReader, T> bind)
    {
        if (Find(key) is not { } section)
            return;
        var path = At(key);
        if (section.Value is { Length: > 0 } text)
        {
            _errors.Add(path, $"'{text}' is a text; write a section with keys");
            return;
        }

        var reader = new SectionReader(section, path, _errors);
        bind(reader, options);
        reader.RefuseUnknown();
        set(options);
    }

    public void RefuseUnknown()
    {
        foreach (var child in _section.GetChildren())
        {
            if (!_known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                _errors.Add(At(child.Key), $"there is no such key; {Suggestion.Hint(child.Key, _known, "keys")}");
        }
    }

    internal static bool TryChoose<T>(string text, out T value)
        where T : struct, Enum
    {
        // Numbers parse as well, but say nothing to the reader of a file.
        return Enum.TryParse(text, ignoreCase: true, out value) && text.Length > 0 && char.IsAsciiLetter(text[0]) && Enum.IsDefined(value);
    }

    private string At(string key) => Path.Length > 0 ? $"{Path}:{key}" : key;

    private void Scalar<T>(string key, string form, Action<T> set, TryParser<T> parse)
    {
        if (Find(key) is not { } section)
            return;
        if (section.Value is null)
        {
            // An explicit null leaves the value as it is; a section in the place of a value is a mistake.
            if (section.GetChildren().Any())
                _errors.Add(At(key), $"is a section; write {form}");
        }
        else if (parse(section.Value, out var value))
        {
            set(value!);
        }
        else
        {
            _errors.Add(At(key), $"'{section.Value}' is not valid; write {form}");
        }
    }

    private IConfigurationSection? Find(string key)
    {
        _known.Add(key);
        var section = _section.GetSection(key);
        return section.Exists() ? section : null;
    }

    private delegate bool TryParser<T>(string text, out T? value);
}
