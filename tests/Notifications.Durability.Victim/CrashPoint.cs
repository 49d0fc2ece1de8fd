using System.Diagnostics;
using System.Globalization;

namespace Notifications.Durability.Victim;

/// <summary>A named point at which the process kills itself, the n-th time that it is there.</summary>
internal sealed class CrashPoint(string name, int hits)
{
    private int _left = hits;

    /// <summary>Reads <c>NAME:HITS</c>, or <c>none</c>.</summary>
    public static CrashPoint Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new CrashPoint(string.Empty, 0) : new CrashPoint(text[..colon], int.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>The process is at a point. It does not return from the one that is meant: SIGKILL lets nothing be written any more.</summary>
    public void At(string point)
    {
        if (point != name || Interlocked.Decrement(ref _left) != 0)
            return;
        Process.GetCurrentProcess().Kill();
        Thread.CurrentThread.Join();
    }
}
