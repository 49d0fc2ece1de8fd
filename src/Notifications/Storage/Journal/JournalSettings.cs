namespace Notifications.Storage.Journal;

/// <summary>What a journal has to know besides its directory.</summary>
/// <param name="Options">The host's options.</param>
/// <param name="HistoryCapacity">How many events, finished deliveries and decisions are remembered, of each.</param>
/// <param name="HistoryAge">How long.</param>
/// <param name="InlineUpkeep">Upkeep is done by the writer, so that a test knows when.</param>
internal sealed record JournalSettings(JournalOptions Options, int HistoryCapacity, TimeSpan HistoryAge, bool InlineUpkeep = false);
