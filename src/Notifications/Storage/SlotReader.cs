namespace Notifications.Storage;

/// <summary>Takes a record of a <see cref="HistoryRing{T}"/>.</summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="position">Its place.</param>
/// <param name="value">The record; valid during the call.</param>
/// <returns>False when nothing more is wanted.</returns>
internal delegate bool SlotReader<T>(int position, ref readonly T value);
