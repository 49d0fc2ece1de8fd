using System.Globalization;
using System.Text.Json;

namespace Notifications.Routing.Conditions;

/// <summary>
/// The constant side of a comparison. One rule for constants from JSON and from configuration, where all are texts: when one side is a number
/// (or a truth value) and the other a text that reads as one, they are compared as numbers (truth values); two texts are equal by ordinal
/// comparison, and ordered as numbers when both read as such.
/// </summary>
internal sealed class Constant
{
    private const NumberStyles Styles = NumberStyles.Float;

    private readonly ConstantKind _kind;
    private readonly string _text;
    private readonly double? _number;
    private readonly decimal? _exact;

    public Constant(JsonElement element)
    {
        (_kind, _text) = element.ValueKind switch
        {
            JsonValueKind.String => (ConstantKind.Text, element.GetString()!),
            JsonValueKind.Number => (ConstantKind.Number, element.GetRawText()),
            JsonValueKind.True => (ConstantKind.Truth, "true"),
            JsonValueKind.False => (ConstantKind.Truth, "false"),
            _ => (ConstantKind.Null, string.Empty),
        };
        _number = ReadDouble(_text);
        _exact = ReadDecimal(_text);
    }

    /// <summary>The text that a label must have to be equal; null when other texts are equal as well.</summary>
    public string? OnlyText => _kind == ConstantKind.Text && _text.Length > 0 ? _text : null;

    public string Text => _text;

    public bool IsEqual(in PathValue value)
    {
        if (value.Text is { } text)
        {
            return _kind switch
            {
                ConstantKind.Text => string.Equals(text, _text, StringComparison.Ordinal),
                ConstantKind.Number => CompareNumber(text) == 0,
                ConstantKind.Truth => string.Equals(text, _text, StringComparison.OrdinalIgnoreCase),
                _ => text.Length == 0,
            };
        }

        return value.Element.ValueKind switch
        {
            JsonValueKind.String => _kind switch
            {
                ConstantKind.Text => value.Element.ValueEquals(_text),
                ConstantKind.Number => Order(value) == 0,
                ConstantKind.Truth => value.Element.ValueEquals(_text),
                _ => false,
            },
            JsonValueKind.Number => CompareNumber(value.Element) == 0,
            JsonValueKind.True => IsTruth("true"),
            JsonValueKind.False => IsTruth("false"),
            JsonValueKind.Null or JsonValueKind.Undefined => _kind == ConstantKind.Null,
            _ => false,
        };
    }

    /// <summary>The order of the value relative to the constant; null when there is none.</summary>
    public int? Order(in PathValue value)
    {
        if (_kind is ConstantKind.Truth or ConstantKind.Null || !value.Exists)
            return null;
        if (value.Text is null && value.Element.ValueKind == JsonValueKind.Number)
            return CompareNumber(value.Element);
        if (value.Text is null && value.Element.ValueKind != JsonValueKind.String)
            return null;
        return value.TryReadText(this, static (text, constant) => constant.CompareText(text), out var order) ? order : null;
    }

    private static double? ReadDouble(ReadOnlySpan<char> text) =>
        double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static decimal? ReadDecimal(ReadOnlySpan<char> text) => decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool IsTruth(string truth) =>
        _kind is ConstantKind.Truth or ConstantKind.Text && string.Equals(_text, truth, StringComparison.OrdinalIgnoreCase);

    private int? CompareText(ReadOnlySpan<char> text)
    {
        var byNumber = CompareNumber(text);
        return byNumber ?? (_kind == ConstantKind.Text ? text.SequenceCompareTo(_text) : null);
    }

    private int? CompareNumber(ReadOnlySpan<char> text)
    {
        if (_number is null || ReadDouble(text) is not { } approximate)
            return null;
        return _exact is { } exact && ReadDecimal(text) is { } other ? other.CompareTo(exact) : approximate.CompareTo(_number.Value);
    }

    private int? CompareNumber(JsonElement element)
    {
        if (_number is null || _kind == ConstantKind.Truth)
            return null;
        return _exact is { } exact && element.TryGetDecimal(out var other) ? other.CompareTo(exact)
            : element.TryGetDouble(out var approximate) ? approximate.CompareTo(_number.Value)
            : null;
    }
}
