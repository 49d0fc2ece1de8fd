using Notifications.Routing;

namespace Notifications.Storage;

/// <summary>The event types that were met, so that a pattern is asked of each once and not of each event.</summary>
internal sealed class SearchTypes
{
    private const int Most = 4096;
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private bool _isFull;

    public void Add(string type)
    {
        if (_types.Count < Most)
            _types.Add(type);
        else if (!_types.Contains(type))
            _isFull = true;
    }

    /// <summary>The codes of types that a pattern matches.</summary>
    /// <returns>Null when there were too many types to say.</returns>
    public bool[]? Match(Glob pattern)
    {
        if (_isFull)
            return null;
        var codes = new bool[SearchSignature.TypeCodes];
        foreach (var type in _types)
            codes[SearchSignature.TypeCodeOf(type)] |= pattern.IsMatch(type);
        return codes;
    }
}
