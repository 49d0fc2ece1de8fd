using System.Runtime.InteropServices;
using System.Text.Json;

namespace Notifications.JsonSchema.Text;

/// <summary>Equality of values as JSON Schema has it: 1 is 1.0, the order of members does not count. Hashes differ where values do, so that nobody can make many of them meet.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    public static JsonEquality Instance { get; } = new();

    public bool Equals(JsonElement x, JsonElement y)
    {
        try
        {
            return JsonElement.DeepEquals(x, y);
        }
        catch (ArgumentOutOfRangeException)
        {
            // An exponent that the framework does not read.
            return JsonMarshal.GetRawUtf8Value(x).SequenceEqual(JsonMarshal.GetRawUtf8Value(y));
        }
    }

    public int GetHashCode(JsonElement obj)
    {
        var hash = 0;
        switch (obj.ValueKind)
        {
            case JsonValueKind.Number:
                return NumberHash(JsonMarshal.GetRawUtf8Value(obj));
            case JsonValueKind.String:
                return obj.GetString()!.GetHashCode(StringComparison.Ordinal);
            case JsonValueKind.Array:
                foreach (var item in obj.EnumerateArray())
                    hash = HashCode.Combine(hash, GetHashCode(item));
                return hash;
            case JsonValueKind.Object:
                foreach (var member in obj.EnumerateObject())
                    hash += HashCode.Combine(member.Name, GetHashCode(member.Value));
                return hash;
            default:
                return (int)obj.ValueKind;
        }
    }

    /// <summary>The steps that it costs to hash or compare a value.</summary>
    public static int CostOf(in JsonElement value) => 1 + (JsonMarshal.GetRawUtf8Value(value).Length / 16);

    /// <summary>The digits without zeros at the ends, and where the point stands: the same for 100, 1e2 and 100.0.</summary>
    private static int NumberHash(ReadOnlySpan<byte> text)
    {
        var e = text.IndexOfAny((byte)'e', (byte)'E');
        var exponent = e >= 0 && long.TryParse(text[(e + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : 0;
        var (hash, zeros, isFraction) = (new HashCode(), 0, false);
        var hasDigits = false;
        foreach (var unit in e >= 0 ? text[..e] : text)
        {
            if (unit == (byte)'.')
                isFraction = true;
            if (unit is < (byte)'0' or > (byte)'9')
                continue;
            exponent -= isFraction ? 1 : 0;
            if (unit == (byte)'0')
            {
                zeros++;
                continue;
            }

            for (; hasDigits && zeros > 0; zeros--)
                hash.Add(0);
            (hasDigits, zeros) = (true, 0);
            hash.Add((int)unit);
        }

        if (!hasDigits)
            return 0;
        hash.Add(exponent + zeros);
        hash.Add(text[0] == (byte)'-');
        return hash.ToHashCode();
    }
}
