using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Functions;

/// <summary><c>+</c> of two strings, byte sequences or lists; bounded, since doubling in a chain grows fast.</summary>
internal static class Concatenation
{
    public static CelValue Apply(ref CelFrame frame, in CelValue x, in CelValue y) => x.Kind switch
    {
        CelKind.String => Join(ref frame, x.Text, y.Text),
        CelKind.Bytes => Join(ref frame, (byte[])x.Content!, (byte[])y.Content!),
        _ => Join(ref frame, x, y),
    };

    private static CelValue Join(ref CelFrame frame, string x, string y)
    {
        var length = x.Length + y.Length;
        if (length > frame.Limits.MaxStringLength)
            return frame.TooLong("string", frame.Limits.MaxStringLength);
        return frame.ChargeFor(length) ? CelValue.FromString(string.Concat(x, y)) : frame.Spent();
    }

    private static CelValue Join(ref CelFrame frame, byte[] x, byte[] y)
    {
        var length = x.Length + y.Length;
        if (length > frame.Limits.MaxStringLength)
            return frame.TooLong("byte sequence", frame.Limits.MaxStringLength);
        return frame.ChargeFor(length) ? CelValue.FromBytes([.. x, .. y]) : frame.Spent();
    }

    private static CelValue Join(ref CelFrame frame, in CelValue x, in CelValue y)
    {
        var length = ListAccess.Count(x) + ListAccess.Count(y);
        if (length > frame.Limits.MaxListLength)
            return frame.TooLong("list", frame.Limits.MaxListLength);
        return frame.Charge(length) ? CelValue.FromList((CelValue[])[.. ListAccess.ToArray(x), .. ListAccess.ToArray(y)]) : frame.Spent();
    }
}
