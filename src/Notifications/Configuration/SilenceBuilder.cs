namespace Notifications.Configuration;

/// <summary>Writes a fixed silence in code. Its creator is <c>configuration</c> and its comment the name, unless others are given.</summary>
public sealed class SilenceBuilder
{
    internal SilenceBuilder(string name) => Fixed = new FixedSilence(name);

    /// <summary>The silence so far, for what has no verb.</summary>
    public Silence Document => Fixed.Silence;

    internal FixedSilence Fixed { get; }

    /// <summary>Takes what the selector takes; called again, one of them suffices.</summary>
    /// <param name="select">Selects events.</param>
    /// <returns>The builder.</returns>
    public SilenceBuilder Where(Action<SelectorBuilder> select)
    {
        ArgumentNullException.ThrowIfNull(select);
        var builder = new SelectorBuilder();
        select(builder);
        Document.AnyOf.Add(builder.Document);
        return this;
    }

    /// <summary>In force from an instant to another.</summary>
    /// <param name="start">The start; null for always.</param>
    /// <param name="end">The end, not included; null for never.</param>
    /// <returns>The builder.</returns>
    public SilenceBuilder Between(DateTimeOffset? start, DateTimeOffset? end)
    {
        Document.StartsAt = start;
        Document.EndsAt = end;
        return this;
    }

    /// <summary>Comes back.</summary>
    /// <param name="cron">When an occurrence begins, see <see cref="SilenceRecurrence.Cron"/>.</param>
    /// <param name="duration">How long it lasts.</param>
    /// <param name="timeZone">An IANA zone. Default: UTC.</param>
    /// <returns>The builder.</returns>
    public SilenceBuilder Every(string cron, TimeSpan duration, string? timeZone = null)
    {
        Document.Recurrence = new SilenceRecurrence { Cron = cron, Duration = duration, TimeZone = timeZone };
        return this;
    }

    /// <summary>Takes the events of one tenant only.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <returns>The builder.</returns>
    public SilenceBuilder ForTenant(string tenantId)
    {
        Document.TenantId = tenantId;
        return this;
    }

    /// <summary>Who says so, and why.</summary>
    /// <param name="createdBy">Who.</param>
    /// <param name="comment">Why.</param>
    /// <returns>The builder.</returns>
    public SilenceBuilder By(string createdBy, string comment)
    {
        Document.CreatedBy = createdBy;
        Document.Comment = comment;
        return this;
    }
}
