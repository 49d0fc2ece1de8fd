namespace Notifications;

/// <summary>One of several recipients of a single send who did not get it.</summary>
/// <param name="Address">The address.</param>
/// <param name="Reason">What the provider said, without secrets.</param>
public sealed record RecipientFailure(string Address, string Reason);
