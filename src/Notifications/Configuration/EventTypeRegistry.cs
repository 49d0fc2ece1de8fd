using System.Collections.Concurrent;
using System.Text;

namespace Notifications.Configuration;

/// <summary>The event types of CLR types: registered by <c>AddEvent</c>, else derived from the type's name.</summary>
internal sealed class EventTypeRegistry
{
    /// <summary>Derived names are kept; types of an application are few, those made at run time must not fill the memory.</summary>
    private const int MaxDerived = 10_000;

    private readonly Dictionary<Type, EventTypeEntry> _registered;
    private readonly ConcurrentDictionary<Type, EventTypeEntry> _derived = [];

    public EventTypeRegistry(IEnumerable<EventTypeEntry> entries)
    {
        _registered = [];
        foreach (var entry in entries)
            _registered[entry.ClrType] = entry;
    }

    public EventTypeEntry Find(Type type)
    {
        if (_registered.TryGetValue(type, out var entry) || _derived.TryGetValue(type, out entry))
            return entry;
        entry = new EventTypeEntry(type, DeriveName(type));
        if (_derived.Count < MaxDerived)
            _derived.TryAdd(type, entry);
        return entry;
    }

    /// <summary><c>OrderFailed</c> → <c>order.failed</c>, <c>HTTPRequestFailed</c> → <c>http.request.failed</c>; generic arguments and a trailing <c>Event</c> are left out.</summary>
    public static string DeriveName(Type type)
    {
        var name = type.Name.AsSpan();
        if (name.IndexOf('`') is var tick and > 0)
            name = name[..tick];
        if (name.Length > 5 && name.EndsWith("Event", StringComparison.Ordinal))
            name = name[..^5];
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord || name[i] == '_')
                text.Append('.');
            if (name[i] != '_')
                text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString().Trim('.');
    }
}
