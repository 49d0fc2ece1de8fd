using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Notifications;

/// <summary>An immutable set of labels, ordered by name (ordinal). Use it where labels are reused: the engine keeps it without a copy.</summary>
public sealed class LabelSet : IReadOnlyDictionary<string, string>
{
    private readonly KeyValuePair<string, string>[] _pairs;

    private LabelSet(KeyValuePair<string, string>[] pairs) => _pairs = pairs;

    /// <summary>No labels.</summary>
    public static LabelSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _pairs.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _pairs.Select(static p => p.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => _pairs.Select(static p => p.Value);

    /// <summary>The labels in order of their names.</summary>
    public ReadOnlySpan<KeyValuePair<string, string>> Pairs => _pairs;

    /// <inheritdoc/>
    public string this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no label '{key}'.");

    /// <summary>Copies labels. A <see cref="LabelSet"/> is returned as it is.</summary>
    /// <param name="labels">The labels; names are unique by ordinal comparison.</param>
    /// <returns>The set.</returns>
    public static LabelSet From(IReadOnlyDictionary<string, string>? labels)
    {
        if (labels is LabelSet same)
            return same;
        if (labels is null || labels.Count == 0)
            return Empty;
        var pairs = labels.ToArray();
        Array.Sort(pairs, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new LabelSet(pairs);
    }

    /// <summary>Takes labels as they were stored, without a copy.</summary>
    /// <param name="pairs">The labels, strictly in ordinal order of their names; the array is not used by anybody else.</param>
    /// <returns>The set.</returns>
    internal static LabelSet FromOrdered(KeyValuePair<string, string>[] pairs) => pairs.Length == 0 ? Empty : new LabelSet(pairs);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (ref readonly var pair in _pairs.AsSpan())
        {
            if (string.Equals(pair.Key, key, StringComparison.Ordinal))
            {
                value = pair.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_pairs).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => "{" + string.Join(", ", _pairs.Select(static p => $"{p.Key}=\"{p.Value}\"")) + "}";
}
