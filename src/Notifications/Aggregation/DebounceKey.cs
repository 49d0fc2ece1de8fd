using System.Diagnostics.CodeAnalysis;
using Notifications.Publishing;

namespace Notifications.Aggregation;

/// <summary>Finds an episode by its rule and identity, without an object for the key.</summary>
internal readonly record struct DebounceKey(string RuleName, EventIdentity Identity, string Audience)
{
    internal sealed class Comparer : IEqualityComparer<DebounceState>, IAlternateEqualityComparer<DebounceKey, DebounceState>
    {
        public static Comparer Instance { get; } = new();

        public bool Equals(DebounceState? x, DebounceState? y) => ReferenceEquals(x, y);

        public int GetHashCode([DisallowNull] DebounceState obj) => GetHashCode(new DebounceKey(obj.RuleName, obj.Identity, obj.Audience));

        public bool Equals(DebounceKey alternate, DebounceState other) =>
            alternate.Identity.Equals(other.Identity) && string.Equals(alternate.RuleName, other.RuleName, StringComparison.OrdinalIgnoreCase)
            && string.Equals(alternate.Audience, other.Audience, StringComparison.Ordinal);

        public int GetHashCode(DebounceKey alternate) =>
            HashCode.Combine(alternate.Identity, alternate.RuleName.Length, alternate.RuleName.Length == 0 ? 0 : char.ToUpperInvariant(alternate.RuleName[^1]), alternate.Audience.GetHashCode(StringComparison.Ordinal));

        public DebounceState Create(DebounceKey alternate) => new(alternate.RuleName, alternate.Identity, alternate.Audience);
    }
}
