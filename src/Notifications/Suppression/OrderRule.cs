namespace Notifications.Suppression;

/// <summary>Truthful status: who was told <em>firing</em> is told the end, after it; who was never told needs none.</summary>
internal static class OrderRule
{
    /// <summary>Decides about a new message.</summary>
    /// <param name="status">The status that it tells.</param>
    /// <param name="isKnown">We have seen an earlier message to this destination about the thing. In doubt the end is told.</param>
    /// <param name="told">The newest status told for sure.</param>
    /// <param name="mayKnow">A firing is under way, or may have arrived.</param>
    /// <param name="unsentFiring">A firing or acknowledgement waits that has not begun.</param>
    /// <param name="unsentEnd">An end is on its way already, with nothing behind it but beginnings that have not begun.</param>
    public static OrderDecision Decide(
        NotificationStatus status, bool isKnown, NotificationStatus told, bool mayKnow, bool unsentFiring, bool unsentEnd)
    {
        if (status != NotificationStatus.Resolved)
            return default;
        if (unsentEnd)
            return new(DecisionReason.AlreadyTold, unsentFiring);
        if (told is NotificationStatus.Firing or NotificationStatus.Acknowledged || mayKnow)
            return new(DecisionReason.None, unsentFiring);
        if (told == NotificationStatus.Resolved)
            return new(DecisionReason.AlreadyTold, unsentFiring);
        return isKnown ? new(DecisionReason.NeverTold, unsentFiring) : default;
    }
}
