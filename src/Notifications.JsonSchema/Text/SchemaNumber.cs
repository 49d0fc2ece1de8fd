using System.Globalization;
using System.Text.Json;

namespace Notifications.JsonSchema.Text;

/// <summary>A number of JSON: exact where a decimal holds it, else as near as a double.</summary>
internal readonly struct SchemaNumber
{
    private readonly decimal _exact;
    private readonly double _near;
    private readonly bool _isExact;

    private SchemaNumber(decimal exact, double near, bool isExact) => (_exact, _near, _isExact) = (exact, near, isExact);

    public bool IsWhole => _isExact ? decimal.Truncate(_exact) == _exact : double.IsInfinity(_near) || Math.Floor(_near) == _near;

    public bool IsPositive => _isExact ? _exact > 0 : _near > 0;

    public static SchemaNumber Of(in JsonElement value)
    {
        // Beyond a double's range the sign is all that is known of it.
        var near = value.TryGetDouble(out var number) ? number : double.PositiveInfinity;

        // A decimal takes what is too small for it as 0.
        return value.TryGetDecimal(out var exact) && (exact != 0 || near == 0) ? new(exact, near, true) : new(0, near, false);
    }

    public int CompareTo(in SchemaNumber other) => _isExact && other._isExact ? _exact.CompareTo(other._exact) : _near.CompareTo(other._near);

    public bool IsMultipleOf(in SchemaNumber other)
    {
        if (_isExact && other._isExact)
        {
            try
            {
                return _exact % other._exact == 0;
            }
            catch (OverflowException)
            {
                // The quotient does not fit; the nearest double has to do.
            }
        }

        var quotient = _near / other._near;
        return double.IsInfinity(quotient) ? Math.IEEERemainder(_near, other._near) == 0 : Math.Floor(quotient) == quotient;
    }

    public override string ToString() => _isExact ? _exact.ToString(CultureInfo.InvariantCulture) : _near.ToString(CultureInfo.InvariantCulture);
}
