namespace Notifications.Storage.Journal;

/// <summary>What a journal has to know besides its directory.</summary>
/// <param name="Options">The host's options.</param>
/// <param name="Limits">How much of the past is remembered.</param>
/// <param name="InlineUpkeep">Upkeep is done by the writer, so that a test knows when.</param>
internal sealed record JournalSettings(JournalOptions Options, StoreLimits Limits, bool InlineUpkeep = false);
