using System.Globalization;
using Microsoft.Extensions.Configuration;
using Notifications.Spelling;

namespace Notifications.Sections;

/// <summary>Reads the values of one section into a document. Keys that nobody asked for are errors, with the closest known key.</summary>
internal sealed class SectionReader
{
    // Without the text: what belongs into the section may be secret.
    private const string IsText = "is a text; write a section with keys";
    private const int MaxShown = 64;

    private readonly IConfiguration _section;
    private readonly ISectionErrors _errors;
    private readonly List<string> _known = [];

    public SectionReader(IConfiguration section, string path, ISectionErrors errors)
    {
        _section = section;
        _errors = errors;
        Path = path;
    }

    public string Path { get; }

    public void Text(string key, Action<string?> set) => Scalar(key, "a text", set, static (string text, out string? value) => (value = text) is not null);

    public void Truth(string key, Action<bool> set) => Scalar(key, "true or false", set, bool.TryParse);

    public void Number(string key, Action<int> set) =>
        Scalar(key, "a whole number", set, static (string text, out int value) => int.TryParse(text, CultureInfo.InvariantCulture, out value));

    /// <summary>A size in bytes.</summary>
    public void Size(string key, Action<long> set) => Scalar(key, SizeText.Form, set, SizeText.TryParse);

    /// <summary>A size of which no more than two gibibytes can be meant; what is above them is as wrong as the greatest number.</summary>
    public void SmallSize(string key, Action<int> set) => Size(key, v => set((int)Math.Min(v, int.MaxValue)));

    /// <summary>An absolute URL.</summary>
    public void Url(string key, Action<Uri> set) =>
        Scalar(key, "an absolute URL such as https://example.com/", set, static (string text, out Uri? value) => Uri.TryCreate(text, UriKind.Absolute, out value));

    public void Duration(string key, Action<TimeSpan> set) => Scalar(key, "a duration: " + DurationText.Form, set, DurationText.TryParse);

    public void Instant(string key, Action<DateTimeOffset> set) => Scalar(
        key, "an instant such as 2026-01-31T09:00:00Z", set,
        static (string text, out DateTimeOffset value) => DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value));

    public void SeverityName(string key, Action<Severity> set) => Scalar(key, "one of Info, Low, Medium, High, Critical", set, SeverityNames.TryParse);

    public void Choice<T>(string key, Action<T> set)
        where T : struct, Enum => Scalar(key, "one of " + string.Join(", ", Enum.GetNames<T>()), set, TryChoose);

    /// <summary>A list, or one value in place of a list. Replaces what was there as a whole; an empty text empties it.</summary>
    public void List<T>(string key, Action<IList<T>> set, Func<IConfigurationSection, string, ISectionErrors, T?> read)
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

    /// <summary>A list of texts, or one text.</summary>
    public void Texts(string key, Action<IList<string>> set) => List(key, set, ReadText);

    /// <summary>A list of texts, or one text, in the place of those that are there.</summary>
    public void Texts(string key, IList<string> target) => Texts(key, v => Replace(target, v));

    /// <summary>A list of whole numbers, or one of them, in the place of those that are there.</summary>
    public void Numbers(string key, IList<int> target) => List<object>(key, v => Replace(target, v.Cast<int>()), ReadNumber);

    /// <summary>Texts by name, laid over those that are there.</summary>
    public void Map(string key, IDictionary<string, string> target)
    {
        if (Find(key) is not { } section)
            return;
        if (section.Value is { Length: > 0 })
            _errors.Add(At(key), IsText);
        foreach (var child in section.GetChildren())
        {
            if (ReadText(child, $"{At(key)}:{child.Key}", _errors) is { } text)
                target[child.Key] = text;
        }
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
        if (section.Value is { Length: > 0 })
        {
            _errors.Add(path, IsText);
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
            _errors.Add(At(key), $"'{Shorten(section.Value)}' is not valid; write {form}");
        }
    }

    private IConfigurationSection? Find(string key)
    {
        _known.Add(key);
        var section = _section.GetSection(key);
        return section.Exists() ? section : null;
    }

    private static void Replace<T>(IList<T> target, IEnumerable<T> items)
    {
        target.Clear();
        foreach (var item in items)
            target.Add(item);
    }

    private static string? ReadText(IConfigurationSection section, string path, ISectionErrors errors)
    {
        if (section.Value is null)
            errors.Add(path, "is a section or null; write a text");
        return section.Value;
    }

    private static object? ReadNumber(IConfigurationSection section, string path, ISectionErrors errors)
    {
        if (int.TryParse(section.Value, CultureInfo.InvariantCulture, out var number))
            return number;
        errors.Add(path, section.Value is { } text ? $"'{Shorten(text)}' is not valid; write a whole number" : "is a section or null; write a whole number");
        return null;
    }

    private static string Shorten(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";

    private delegate bool TryParser<T>(string text, out T? value);
}
