using System.Globalization;
using System.Numerics;
using Notifications.Sections;

namespace Notifications.Configuration;

/// <summary>Checks a value against its range, and words the error.</summary>
internal static class RangeRule
{
    public static void Check<T>(T value, T least, T greatest, string path, ErrorList errors)
        where T : IBinaryInteger<T>
    {
        if (value < least || value > greatest)
            errors.Add(path, string.Create(CultureInfo.InvariantCulture, $"{value} is out of range; write {least:N0} to {greatest:N0}"));
    }

    public static void Check(TimeSpan value, TimeSpan least, TimeSpan greatest, string path, ErrorList errors)
    {
        if (value < least || value > greatest)
            errors.Add(path, $"{DurationText.Write(value)} is out of range; write {DurationText.Write(least)} to {DurationText.Write(greatest)}");
    }
}
