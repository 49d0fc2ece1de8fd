namespace Notifications;

/// <summary>Answers who is behind a user, role, group, topic or the system, from the host's own tables. Register one in the container.</summary>
/// <remarks>Called by background workers, never inside <c>PublishAsync</c>. When it throws, the engine asks again later, as for a failed send.</remarks>
public interface IRecipientResolver
{
    /// <summary>Resolves one recipient.</summary>
    /// <param name="recipient">Whom to look up; never <see cref="RecipientKind.Address"/>.</param>
    /// <param name="tenantId">The tenant of the event or request, or null.</param>
    /// <param name="cancellationToken">Signalled when the attempt takes too long or the host stops.</param>
    /// <returns>The people; empty when there are none, which engages the fallback.</returns>
    ValueTask<IReadOnlyList<ResolvedRecipient>> ResolveAsync(Recipient recipient, string? tenantId, CancellationToken cancellationToken);
}
