using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Functions;

/// <summary><c>int() uint() double() bool() string() bytes() timestamp() duration() type() dyn()</c>.</summary>
internal static class ConversionFunctions
{
    // The doubles at the edges of the integer types; the conformance suite wants both edges of int refused.
    private const double IntEdge = 9223372036854775808.0;
    private const double UIntEdge = 18446744073709551616.0;

    public static void AddTo(Dictionary<(string Name, bool IsMethod), Overload[]> functions)
    {
        functions.Add(("int", false),
        [
            Same(CelType.Int), new(CelType.Int, ToInt, CelType.UInt), new(CelType.Int, ToInt, CelType.Double),
            new(CelType.Int, ToInt, CelType.String), new(CelType.Int, ToInt, CelType.Timestamp),
        ]);
        functions.Add(("uint", false),
        [
            Same(CelType.UInt), new(CelType.UInt, ToUInt, CelType.Int), new(CelType.UInt, ToUInt, CelType.Double),
            new(CelType.UInt, ToUInt, CelType.String),
        ]);
        functions.Add(("double", false),
        [
            Same(CelType.Double), new(CelType.Double, ToDouble, CelType.Int), new(CelType.Double, ToDouble, CelType.UInt),
            new(CelType.Double, ToDouble, CelType.String),
        ]);
        functions.Add(("bool", false), [Same(CelType.Bool), new(CelType.Bool, ToBool, CelType.String)]);
        functions.Add(("bytes", false), [Same(CelType.Bytes), new(CelType.Bytes, ToBytes, CelType.String)]);
        functions.Add(("string", false),
        [
            Same(CelType.String), new(CelType.String, ToText, CelType.Bool), new(CelType.String, ToText, CelType.Int),
            new(CelType.String, ToText, CelType.UInt), new(CelType.String, ToText, CelType.Double), new(CelType.String, BytesToText, CelType.Bytes),
            new(CelType.String, ToText, CelType.Timestamp), new(CelType.String, ToText, CelType.Duration),
        ]);
        functions.Add(("timestamp", false),
        [
            Same(CelType.Timestamp), new(CelType.Timestamp, ToTimestamp, CelType.String), new(CelType.Timestamp, SecondsToTimestamp, CelType.Int),
        ]);
        functions.Add(("duration", false), [Same(CelType.Duration), new(CelType.Duration, ToDuration, CelType.String)]);
        functions.Add(("type", false), [new(CelType.Type, TypeOf, CelType.Dyn)]);
        functions.Add(("dyn", false), [Same(CelType.Dyn)]);
    }

    private static Overload Same(CelType type) => new(type, static (ref CelFrame _, scoped ReadOnlySpan<CelValue> arguments) => arguments[0], type);

    private static CelValue ToInt(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var value = arguments[0];
        return value.Kind switch
        {
            CelKind.UInt => value.Unsigned <= long.MaxValue ? CelValue.FromInt(value.Bits) : OutOfRange("int"),
            CelKind.Double => value.Real is > -IntEdge and < IntEdge ? CelValue.FromInt((long)value.Real) : OutOfRange("int"),
            CelKind.Timestamp => CelValue.FromInt(value.Bits),
            _ => long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)
                ? CelValue.FromInt(parsed)
                : Unreadable("int"),
        };
    }

    private static CelValue ToUInt(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var value = arguments[0];
        return value.Kind switch
        {
            CelKind.Int => value.Bits >= 0 ? CelValue.FromUInt(value.Unsigned) : OutOfRange("uint"),
            CelKind.Double => value.Real is >= 0 and < UIntEdge ? CelValue.FromUInt((ulong)value.Real) : OutOfRange("uint"),
            _ => ulong.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
                ? CelValue.FromUInt(parsed)
                : Unreadable("uint"),
        };
    }

    private static CelValue ToDouble(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var value = arguments[0];
        if (value.Kind != CelKind.String)
            return CelValue.FromDouble(value.Kind == CelKind.Int ? value.Bits : value.Unsigned);
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(value.Text, Style, CultureInfo.InvariantCulture, out var parsed) ? CelValue.FromDouble(parsed) : Unreadable("double");
    }

    private static CelValue ToBool(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) => arguments[0].Text switch
    {
        "true" or "True" or "TRUE" or "t" or "1" => CelValue.FromBool(true),
        "false" or "False" or "FALSE" or "f" or "0" => CelValue.FromBool(false),
        _ => Unreadable("bool"),
    };

    private static CelValue ToBytes(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var text = arguments[0].Text;
        return Encoding.UTF8.GetByteCount(text) > frame.Limits.MaxStringLength
            ? frame.TooLong("byte sequence", frame.Limits.MaxStringLength)
            : CelValue.FromBytes(Encoding.UTF8.GetBytes(text));
    }

    private static CelValue ToText(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) =>
        CelValue.FromString(DisplayText.Write(arguments[0]));

    private static CelValue BytesToText(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments)
    {
        var bytes = (byte[])arguments[0].Content!;
        return Utf8.IsValid(bytes)
            ? CelValue.FromString(Encoding.UTF8.GetString(bytes))
            : CelValue.Failed(CelErrorCode.InvalidArgument, "The bytes are no valid UTF-8.");
    }

    private static CelValue ToTimestamp(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) => TimestampText.Read(arguments[0].Text);

    private static CelValue SecondsToTimestamp(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) =>
        TimestampMath.Timestamp((Int128)arguments[0].Bits * 1_000_000_000);

    private static CelValue ToDuration(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) => DurationText.Read(arguments[0].Text);

    private static CelValue TypeOf(ref CelFrame frame, scoped ReadOnlySpan<CelValue> arguments) => CelValue.FromType(TypeNames.Of(arguments[0].Kind));

    private static CelValue OutOfRange(string type) => CelValue.Failed(CelErrorCode.Overflow, $"The value is out of the range of {type}.");

    private static CelValue Unreadable(string type) => CelValue.Failed(CelErrorCode.InvalidArgument, $"The string is no {type}.");
}
