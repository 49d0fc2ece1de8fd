using System.Runtime;
using Notifications.Storage;

namespace Notifications.Hosting;

/// <summary>Keeps the garbage collector from looking while much is read at a start: all of it lives on, and to find that out again and again takes longer than to read it.</summary>
internal sealed class CollectionPause : IDisposable
{
    private const int Many = 20_000;
    private const int BytesForEach = 600;

    /// <summary>Of the memory that the process may use, what a pause may ask for.</summary>
    private const int LargestShare = 4;

    private CollectionPause()
    {
    }

    /// <summary>Begins a pause, if much is to be read and memory is plentiful.</summary>
    /// <param name="counts">What will be read.</param>
    /// <returns>The pause; null when the collector goes on as ever.</returns>
    public static CollectionPause? Begin(in StoreCounts counts)
    {
        var count = counts.Deliveries + counts.Expansions + counts.States;
        if (count < Many)
            return null;
        var memory = GC.GetGCMemoryInfo();
        var bytes = Math.Min(count * BytesForEach, (memory.TotalAvailableMemoryBytes / LargestShare) - memory.HeapSizeBytes);
        try
        {
            return bytes > 0 && GC.TryStartNoGCRegion(bytes, disallowFullBlockingGC: true) ? new CollectionPause() : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // More than this collector can promise.
            return null;
        }
        catch (InvalidOperationException)
        {
            // The host has begun a pause of its own.
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
                GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // More was allocated than was asked for: the collector has ended the pause.
        }
    }
}
