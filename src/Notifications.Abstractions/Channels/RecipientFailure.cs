namespace Notifications;

/// <summary>One recipient of a send who did not get it.</summary>
/// <param name="Address">The address.</param>
/// <param name="Reason">What the provider said, without secrets.</param>
public sealed record RecipientFailure(string Address, string Reason)
{
    /// <summary>What is known of it.</summary>
    /// <value>Default: <see cref="RecipientFailureKind.Refused"/>.</value>
    public RecipientFailureKind Kind { get; init; }
}
