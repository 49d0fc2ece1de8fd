using System.Text.Json;
using Notifications.Expressions.Values;

namespace Notifications.Expressions;

/// <summary>A value of an expression: what variables give and evaluations return. A struct, so that reading a variable allocates nothing.</summary>
/// <remarks>JSON is read lazily: a property is looked up when the expression names it, and a string is made only when a function needs one.</remarks>
public readonly struct CelValue
{
    private readonly object? _object;
    private readonly JsonElement _json;
    private readonly long _bits;
    private readonly int _nanos;

    internal CelValue(CelKind kind, long bits, int nanos = 0)
    {
        Kind = kind;
        _bits = bits;
        _nanos = nanos;
    }

    internal CelValue(CelKind kind, object content)
    {
        Kind = kind;
        _object = content;
    }

    private CelValue(CelKind kind, JsonElement json)
    {
        Kind = kind;
        _json = json;
    }

    /// <summary><c>null</c>.</summary>
    public static CelValue Null => default;

    /// <summary>What the value is.</summary>
    public CelKind Kind { get; }

    internal bool IsError => Kind == CelKind.Error;

    internal bool IsTrue => Kind == CelKind.Bool && _bits != 0;

    internal bool IsFalse => Kind == CelKind.Bool && _bits == 0;

    internal bool IsNumber => Kind is CelKind.Int or CelKind.UInt or CelKind.Double;

    internal CelError? ErrorOrNull => Kind == CelKind.Error ? (CelError)_object! : null;

    internal long Bits => _bits;

    internal ulong Unsigned => (ulong)_bits;

    internal double Real => BitConverter.Int64BitsToDouble(_bits);

    internal int Nanos => _nanos;

    internal object? Content => _object;

    internal JsonElement Json => _json;

    internal string Text => (string?)_object ?? JsonText.Read(_json);

    /// <summary>A <c>bool</c>.</summary>
    public static CelValue FromBool(bool value) => new(CelKind.Bool, value ? 1 : 0);

    /// <summary>An <c>int</c>.</summary>
    public static CelValue FromInt(long value) => new(CelKind.Int, value);

    /// <summary>A <c>uint</c>.</summary>
    public static CelValue FromUInt(ulong value) => new(CelKind.UInt, (long)value);

    /// <summary>A <c>double</c>.</summary>
    public static CelValue FromDouble(double value) => new(CelKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A <c>string</c>; <c>null</c> for <see langword="null"/>.</summary>
    public static CelValue FromString(string? value) => value is null ? default : new(CelKind.String, value);

    /// <summary><c>bytes</c>, not copied; <c>null</c> for <see langword="null"/>.</summary>
    public static CelValue FromBytes(byte[]? value) => value is null ? default : new(CelKind.Bytes, value);

    /// <summary>A <c>timestamp</c>.</summary>
    public static CelValue FromTimestamp(DateTimeOffset value) =>
        new(CelKind.Timestamp, Math.DivRem(value.UtcTicks, TimeSpan.TicksPerSecond).Quotient - TimestampMath.EpochSeconds,
            (int)(value.UtcTicks % TimeSpan.TicksPerSecond) * 100);

    /// <summary>A <c>duration</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond about 292 years, which nanoseconds in 64 bits cannot hold.</exception>
    public static CelValue FromDuration(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Ticks, long.MaxValue / 100, nameof(value));
        ArgumentOutOfRangeException.ThrowIfLessThan(value.Ticks, long.MinValue / 100, nameof(value));
        return new(CelKind.Duration, value.Ticks * 100);
    }

    /// <summary>A <c>list</c>, not copied; it must not change while an expression reads it. <c>null</c> for <see langword="null"/>.</summary>
    public static CelValue FromList(IReadOnlyList<CelValue>? value) => value is null ? default : new(CelKind.List, value);

    /// <summary>A <c>list</c> of strings, not copied. <c>null</c> for <see langword="null"/>.</summary>
    public static CelValue FromList(IReadOnlyList<string>? value) => value is null ? default : new(CelKind.List, value);

    /// <summary>
    /// A <c>map</c> with string keys, not copied; it must not change while an expression reads it. <c>null</c> for <see langword="null"/>.
    /// </summary>
    public static CelValue FromMap(IReadOnlyDictionary<string, CelValue>? value) => value is null ? default : new(CelKind.Map, value);

    /// <summary>A <c>map</c> from strings to strings, such as labels, not copied. <c>null</c> for <see langword="null"/>.</summary>
    public static CelValue FromMap(IReadOnlyDictionary<string, string>? value) => value is null ? default : new(CelKind.Map, value);

    /// <summary>JSON, read lazily: objects are maps, arrays lists, numbers <c>double</c> (CEL's JSON mapping). Undefined is <c>null</c>.</summary>
    /// <remarks>The document behind the element must stay undisposed for as long as the value is read.</remarks>
    public static CelValue FromJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new(CelKind.Map, value),
        JsonValueKind.Array => new(CelKind.List, value),
        JsonValueKind.String => new(CelKind.String, value),
        JsonValueKind.Number => FromDouble(value.GetDouble()),
        JsonValueKind.True => FromBool(true),
        JsonValueKind.False => FromBool(false),
        _ => default,
    };

    /// <summary>
    /// A failure of the reader of a variable, such as data that is no JSON: the evaluation ends in it unless <c>||</c> or <c>&amp;&amp;</c>
    /// absorb it.
    /// </summary>
    /// <param name="message">What is wrong; it reaches the decision trace, so no secret belongs in it.</param>
    public static CelValue FromError(string message) => Failed(CelErrorCode.InvalidArgument, message);

    /// <summary>The value as a <see cref="bool"/>.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public bool AsBool() => Require(CelKind.Bool)._bits != 0;

    /// <summary>The value as a <see cref="long"/>.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public long AsInt() => Require(CelKind.Int)._bits;

    /// <summary>The value as a <see cref="ulong"/>.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public ulong AsUInt() => Require(CelKind.UInt).Unsigned;

    /// <summary>The value as a <see cref="double"/>.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public double AsDouble() => Require(CelKind.Double).Real;

    /// <summary>The value as a <see cref="string"/>.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public string AsString() => Require(CelKind.String).Text;

    /// <summary>The value as octets.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public ReadOnlyMemory<byte> AsBytes() => (byte[])Require(CelKind.Bytes)._object!;

    /// <summary>The value as an instant in UTC, truncated to 100 nanoseconds.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public DateTimeOffset AsTimestamp() => new(TimestampMath.ToDateTime(Require(CelKind.Timestamp)));

    /// <summary>The value as a span, truncated to 100 nanoseconds.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public TimeSpan AsDuration() => new(Require(CelKind.Duration)._bits / 100);

    /// <summary>The elements of the list, copied.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public IReadOnlyList<CelValue> AsList() => ListAccess.ToArray(Require(CelKind.List));

    /// <summary>The entries of the map, copied, in its order.</summary>
    /// <exception cref="InvalidOperationException">Of another kind.</exception>
    public IReadOnlyList<KeyValuePair<CelValue, CelValue>> AsMap() => MapAccess.ToArray(Require(CelKind.Map));

    /// <summary>The value as the <c>%s</c> of <c>format</c> writes it; for people and logs of a developer's own making.</summary>
    public override string ToString() => DisplayText.Write(this);

    internal static CelValue FromType(string name) => new(CelKind.Type, name);

    internal static CelValue Failed(CelError error) => new(CelKind.Error, error);

    internal static CelValue Failed(CelErrorCode code, string message) => new(CelKind.Error, new CelError(code, message));

    private CelValue Require(CelKind kind) =>
        Kind == kind ? this : throw new InvalidOperationException($"The value is of kind {Kind}, not {kind}.");
}
