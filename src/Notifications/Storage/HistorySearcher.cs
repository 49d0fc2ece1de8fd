namespace Notifications.Storage;

/// <summary>Searches what a store keeps in memory: what is live, then the rings of the past. One search at a time; nobody else is held up for long.</summary>
/// <param name="history">The past.</param>
/// <param name="enter">Takes the locks of all who write to it.</param>
/// <param name="exit">Leaves them.</param>
internal sealed class HistorySearcher(MemoryHistory history, Action enter, Action exit)
{
    private readonly Lock _gate = new();
    private readonly SearchTypes _types = new();
    private SearchIndex? _live;
    private SearchIndex? _finished;
    private SearchIndex? _events;

    /// <summary>Searches all.</summary>
    /// <param name="scan">The search.</param>
    /// <param name="searchLive">Goes through what is live.</param>
    public void Search(HistoryScan scan, Action<LiveSearch> searchLive)
    {
        lock (_gate)
        {
            var mask = new SearchMask(scan.Search, _types);
            searchLive(new LiveSearch(scan, mask, _live ??= new SearchIndex(_types)));

            // What left the live ones before they were looked at is of the past when its commit is over.
            enter();
            exit();
            SearchFinished(scan, mask);
            SearchDecisions(scan, mask);
        }
    }

    private void SearchFinished(HistoryScan scan, SearchMask mask)
    {
        var index = _finished ??= new SearchIndex(_types);
        index.Grow(history.Deliveries.Capacity);

        // A reference and its stamp are read without a lock. Where both change meanwhile, what comes is newer than the search.
        history.Deliveries.Walk(static () => { }, static () => { }, (position, ref readonly kept) =>
        {
            var isKnown = index.StampAt(position) == kept.Stamp;
            if (isKnown && (!scan.IsWanted(index.CreatedAt(position)) || !mask.MayMatch(index.SignatureAt(position))))
                return true;
            if (kept.Item is not { } item)
                return true;
            if (!isKnown)
                index.Put(position, item);
            scan.Offer(item);
            return true;
        });
    }

    private void SearchDecisions(HistoryScan scan, SearchMask mask)
    {
        if (scan.NeedsCandidates)
        {
            history.Decisions.Walk(enter, exit, (_, ref readonly decision) =>
            {
                scan.OfferCandidate(decision);
                return true;
            });
            if (scan.HasCandidates)
                SearchEvents(scan, mask);
        }

        if (!scan.NeedsDecisions)
            return;
        history.Decisions.Walk(enter, exit, (_, ref readonly decision) =>
        {
            scan.Offer(decision);
            return true;
        });
        scan.AskForNames();
        if (!scan.NeedsNames)
            return;
        history.Events.Walk(enter, exit, (_, ref readonly accepted) =>
        {
            scan.Name(accepted);
            return scan.NeedsNames;
        });
    }

    private void SearchEvents(HistoryScan scan, SearchMask mask)
    {
        var index = _events ??= new SearchIndex(_types);
        index.Grow(history.Events.Capacity);
        history.Events.Walk(enter, exit, (position, ref readonly accepted) =>
        {
            var isKnown = index.StampAt(position) == SearchIndex.StampOf(accepted.Id.Value);
            if (isKnown && !mask.MayMatch(index.SignatureAt(position), SearchSignature.OfEvents))
                return true;
            if (!isKnown)
                index.Put(position, accepted);
            scan.Offer(accepted);
            return scan.HasCandidates;
        });
    }
}
