using Notifications.Aggregation;
using Notifications.Suppression;

namespace Notifications.Publishing;

/// <summary>All that is remembered about some identities, with the one lock that guards it. Held over a commit, never over a provider's I/O.</summary>
internal sealed class IdentityStripe
{
    private readonly EpisodeTable _episodes = new();
    private readonly Dictionary<EventIdentity, AlertState> _alerts = [];

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public int AlertCount => _alerts.Count;

    public DebounceState? FindEpisode(string ruleName, in EventIdentity identity, string audience) =>
        _episodes.Find(ruleName, identity, audience);

    public void Add(DebounceState state)
    {
        _episodes.Add(state);
        state.Alert?.Episodes.Add(state);
    }

    public void Remove(DebounceState state)
    {
        _episodes.Remove(state);
        state.Alert?.Episodes.Remove(state);
    }

    public void CopyEpisodesTo(List<DebounceState> all) => _episodes.CopyTo(all);

    public AlertState? FindAlert(in EventIdentity identity) => _alerts.GetValueOrDefault(identity);

    public void Add(AlertState state) => _alerts[state.Identity] = state;

    public void Remove(AlertState state) => _alerts.Remove(state.Identity);
}
