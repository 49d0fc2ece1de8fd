namespace Notifications.Storage;

/// <summary>The part of a search that looks at what is live. A store goes through its places, and offers what is wanted.</summary>
internal sealed class LiveSearch(HistoryScan scan, SearchMask mask, SearchIndex index)
{
    /// <summary>Makes room for so many places.</summary>
    public void Grow(int positions) => index.Grow(positions);

    /// <summary>Whether what is at a place has to be offered.</summary>
    /// <param name="position">The place, for which there is room.</param>
    /// <param name="stamp">The stamp of what is there, as <see cref="SearchIndex.StampOf"/> says.</param>
    public bool Wants(int position, int stamp) =>
        index.StampAt(position) != stamp || (scan.IsWanted(index.CreatedAt(position)) && mask.MayMatch(index.SignatureAt(position), SearchSignature.Lasting));

    /// <summary>Takes what is at a place.</summary>
    public void Offer(int position, WorkItem item)
    {
        if (index.StampAt(position) != SearchIndex.StampOf(item.Id))
            index.Put(position, item);
        scan.Offer(item);
    }

    /// <summary>Takes what is at no place any more.</summary>
    public void Offer(WorkItem item) => scan.Offer(item);
}
