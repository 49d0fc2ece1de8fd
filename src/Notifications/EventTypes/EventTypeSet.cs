using System.Collections.Frozen;

namespace Notifications.EventTypes;

/// <summary>The event types of one configuration. Finding an exact type is one look-up; globs are tried in order, and only by types that have no document of their own.</summary>
internal sealed class EventTypeSet
{
    private readonly FrozenDictionary<string, CompiledEventType> _exact;
    private readonly CompiledEventType[] _patterns;

    public EventTypeSet(IEnumerable<CompiledEventType> types)
    {
        All = [.. types.OrderBy(static t => t.Document.Name, StringComparer.Ordinal)];
        Names = Array.ConvertAll(All, static t => t.Document.Name);
        _exact = All.Where(static t => t.Pattern is null).ToFrozenDictionary(static t => t.Document.Name, StringComparer.Ordinal);
        _patterns = [.. All.Where(static t => t.Pattern is not null).OrderByDescending(static t => t.Document.Name.Count(static c => c is not ('*' or '?')))];
    }

    public static EventTypeSet Empty { get; } = new([]);

    /// <summary>All of them, in order of their names.</summary>
    public CompiledEventType[] All { get; }

    /// <summary>Their names, in order.</summary>
    public string[] Names { get; }

    public bool IsEmpty => All.Length == 0;

    public CompiledEventType? Find(string type)
    {
        if (All.Length == 0)
            return null;
        if (_exact.TryGetValue(type, out var found))
            return found;
        foreach (var candidate in _patterns)
        {
            if (candidate.Pattern!.IsMatch(type))
                return candidate;
        }

        return null;
    }

    /// <summary>Why nothing can be read at a place of the data; null when there can be something.</summary>
    public string? FindProblem(string type, IReadOnlyList<string> path) =>
        Find(type) is { Schema: { } schema } known ? MemberRule.FindProblem(known.Document.Name, schema, path) : null;
}
