using System.Numerics;

namespace Notifications.Dispatch;

/// <summary>Which lane is served next. Of 16 turns the highest waiting lane has at least 11; the others keep a share, so that none starves.</summary>
internal static class LaneSchedule
{
    /// <summary>Picks a lane.</summary>
    /// <param name="turn">Counts the turns.</param>
    /// <param name="waiting">Bit n is set when lane n has something; never 0.</param>
    public static int Pick(uint turn, uint waiting)
    {
        var preferred = (turn & 15) switch
        {
            15 => Priority.Low,
            7 or 11 => Priority.Normal,
            3 or 13 => Priority.High,
            _ => Priority.Critical,
        };
        return (waiting & (1u << (int)preferred)) != 0 ? (int)preferred : BitOperations.Log2(waiting);
    }
}
