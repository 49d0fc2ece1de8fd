namespace Notifications.Suppression.Silences;

/// <summary>A silence as it stands: replaced when it is changed, never changed itself.</summary>
/// <param name="Silence">The document, with its actual start.</param>
/// <param name="StartTicks">When it begins.</param>
/// <param name="EndTicks">When it ends, not included; the greatest number for never.</param>
/// <param name="CreatedTicks">When it was created.</param>
/// <param name="UpdatedTicks">When it was changed last.</param>
internal sealed record SilenceFacts(Silence Silence, long StartTicks, long EndTicks, long CreatedTicks, long UpdatedTicks)
{
    public static SilenceFacts Of(Silence silence, long startTicks, long createdTicks, long updatedTicks) =>
        new(silence, startTicks, silence.EndsAt?.UtcTicks ?? long.MaxValue, createdTicks, updatedTicks);
}
