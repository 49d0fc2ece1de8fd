namespace Notifications.Operations;

/// <summary>Some of the dead letters, the newest first.</summary>
/// <param name="Items">The dead letters.</param>
/// <param name="Next">Where the next page begins; null at the end. What fails meanwhile comes before the first page: pages neither skip nor repeat.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Items, string? Next);
