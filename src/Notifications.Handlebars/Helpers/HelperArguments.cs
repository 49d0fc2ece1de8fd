using System.Globalization;
using HandlebarsDotNet;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Helpers;

/// <summary>What a template gives to a helper. What it cannot be read as fails the template, with the helper's name.</summary>
internal readonly struct HelperArguments
{
    private const string ATime = "a time, such as 2026-01-31T12:00:00Z or seconds since 1970";

    private static readonly string[] BasicForms = ["yyyyMMdd'T'HHmmssK", "yyyyMMdd'T'HHmmK"];

    private readonly string _helper;
    private readonly Arguments _arguments;

    public HelperArguments(string helper, in Arguments arguments)
    {
        _helper = helper;
        _arguments = arguments;
        Count = arguments.Length > 0 && arguments[arguments.Length - 1] is IReadOnlyDictionary<string, object> ? arguments.Length - 1 : arguments.Length;
    }

    /// <summary>How many there are, without named ones.</summary>
    public int Count { get; }

    /// <summary>The value; null when there is none.</summary>
    public object? this[int index] => index < Count && _arguments[index] is not UndefinedBindingResult ? Argument(index) : null;

    /// <summary>What stands in for a result that cannot be made: <c>{{date dueAt default=dueAt}}</c> shows what is no time as it is.</summary>
    public static bool TryGetDefault(in Arguments arguments, out object? otherwise)
    {
        otherwise = null;
        return arguments.Length > 0 && arguments[arguments.Length - 1] is IReadOnlyDictionary<string, object> named && named.TryGetValue("default", out otherwise);
    }

    public string Text(int index, string otherwise = "") => this[index] is { } value ? ValueText.Of(value) : otherwise;

    public double? Number(int index) => this[index] switch
    {
        null or "" => null,
        long whole => whole,
        double number => number,
        int whole => whole,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        var other => throw Wrong(index, other, "a number"),
    };

    /// <summary>The number with all its digits; null when it has more than 28 of them before or behind the point.</summary>
    public decimal? Exact(int index) => this[index] switch
    {
        long whole => whole,
        double number => ValueText.Exact(number),
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public int Whole(int index, int least, int most) => Number(index) is { } number && number >= least && number <= most && number == Math.Floor(number)
        ? (int)number
        : throw Wrong(index, this[index], $"a whole number from {least} to {most}");

    public DateTimeOffset? Time(int index) => this[index] switch
    {
        null or "" => null,
        DateTimeOffset time => time,
        long or double => Seconds(index),
        string text when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) => Seconds(index),
        string text when DateTimeOffset.TryParseExact(text, BasicForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        string text when BeginsWithADay(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var other => throw Wrong(index, other, ATime),
    };

    public RenderLimitException Wrong(int index, object? value, string expected)
    {
        // Not the value itself: the text goes into logs, and the value may be somebody's address.
        var shown = value switch
        {
            null => "nothing",
            string { Length: 0 } => "an empty text",
            string text => $"a text of {text.Length:N0} characters",
            bool or long or int or double or decimal => $"the {(value is bool ? "truth value" : "number")} {ValueText.Of(value)}",
            TemplateList => "a list",
            _ => "an object",
        };
        return new RenderLimitException(TemplateErrorCode.Failed, $"{_helper}: argument {index + 1} is {shown}; give {expected}");
    }

    /// <summary>A day without a time (ISO 8601), which is that day in every zone; null when it is something else.</summary>
    public DateOnly? Day(int index) =>
        this[index] is string { Length: 8 or 10 } text && DateOnly.TryParseExact(text, text.Length == 8 ? "yyyyMMdd" : "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // What .NET reads besides ISO 8601 may be another day than was meant: 02/03/2026, or 12:30, which would be today.
    private static bool BeginsWithADay(string text) =>
        text.Length > 11 && text[10] is 'T' or 't' or ' ' && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // Labels and a rule's values are texts, numbers in them too.
    private DateTimeOffset Seconds(int index) => Number(index) is { } seconds and > -62_000_000_000 and < 253_000_000_000
        ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
        : throw Wrong(index, this[index], ATime);

    private object? Argument(int index) => _arguments[index] is SafeText safe ? safe.Value : _arguments[index];
}
