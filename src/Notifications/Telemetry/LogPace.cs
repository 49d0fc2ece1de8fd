using System.Collections.Concurrent;

namespace Notifications.Telemetry;

/// <summary>Lets a warning that may come with each event into the log once a minute; its counter has them all.</summary>
internal sealed class LogPace
{
    private const int MaxTopics = 1_000;

    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>It is a minute since the topic was last in the log. At 1,000 topics new ones are let through.</summary>
    public bool IsTime(string topic, long nowTicks)
    {
        if (!_last.TryGetValue(topic, out var last))
            return _last.Count >= MaxTopics || _last.TryAdd(topic, nowTicks);
        return nowTicks - last >= TimeSpan.TicksPerMinute && _last.TryUpdate(topic, nowTicks, last);
    }
}
