namespace Notifications.Storage.Journal;

/// <summary>How a journal is at a moment.</summary>
/// <param name="FileBytes">Bytes of its segments and its checkpoint.</param>
/// <param name="LiveBytes">Bytes of the live items and states.</param>
/// <param name="Segments">Segments that no checkpoint covers.</param>
/// <param name="IsFull">New work is refused for want of room.</param>
/// <param name="IsUnprepared">What is kept ahead cannot be written.</param>
/// <param name="HasFailed">Nothing can be written.</param>
/// <param name="IsDamaged">Its files have changed since they were written.</param>
internal readonly record struct JournalFigures(long FileBytes, long LiveBytes, int Segments, bool IsFull, bool IsUnprepared, bool HasFailed, bool IsDamaged);
