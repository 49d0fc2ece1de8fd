namespace Notifications.Handlebars;

/// <summary>The templates in use: those shipped, from code, from files and from the store; a later one of these replaces an earlier one of the same name and tenant.</summary>
public interface ITemplateCatalog
{
    /// <summary>Lists templates.</summary>
    /// <param name="tenantId">The tenant, whose own templates take the place of shared ones; null for the shared ones alone.</param>
    /// <returns>The templates in order of their names, disabled ones included.</returns>
    IReadOnlyList<TemplateDocument> List(string? tenantId = null);

    /// <summary>Finds the template that is used for a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="tenantId">The tenant, or null.</param>
    /// <returns>The tenant's own, else the shared one; null when there is none that is enabled.</returns>
    TemplateDocument? Find(string name, string? tenantId = null);

    /// <summary>Checks a template as it would be when saved: its texts compile, its parts exist, it reads what it declares and what the event types have that use it.</summary>
    /// <param name="document">The template.</param>
    /// <returns>All that is wrong; empty when it can be saved.</returns>
    IReadOnlyList<TemplateProblem> Check(TemplateDocument document);

    /// <summary>Renders a template that need not be saved, for a preview.</summary>
    /// <param name="document">The template.</param>
    /// <param name="context">A sample event, and for which channel and language.</param>
    /// <returns>The content.</returns>
    /// <exception cref="TemplateException">It fails; the text says why.</exception>
    NotificationContent Preview(TemplateDocument document, TemplateContext context);

    /// <summary>Renders a template that need not be saved with the sample of an event type.</summary>
    /// <param name="document">The template.</param>
    /// <param name="eventType">The event type, registered with a sample.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="channelType">Its kind such as <c>email</c>. Default: none.</param>
    /// <param name="locale">The language tag. Default: the engine's <c>DefaultLocale</c>.</param>
    /// <returns>The content.</returns>
    /// <exception cref="TemplateException">There is no sample, or the template fails; the text says why.</exception>
    NotificationContent Preview(TemplateDocument document, string eventType, string channel, string? channelType = null, string? locale = null);

    /// <summary>Checks a template and saves it as a new version, which is used from then on.</summary>
    /// <param name="document">The template. Its <see cref="TemplateDocument.Version"/> is the one that was edited, 0 for a new one or to save without asking.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The saved template, or why it was refused.</returns>
    ValueTask<TemplateSaveResult> SaveAsync(TemplateDocument document, CancellationToken cancellationToken = default);

    /// <summary>Reads the versions of a template that was saved: the newest <see cref="HandlebarsOptions.MaxVersions"/> of them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tenantId">Its tenant; null for the shared one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The versions, newest first.</returns>
    ValueTask<IReadOnlyList<TemplateDocument>> GetHistoryAsync(string name, string? tenantId = null, CancellationToken cancellationToken = default);

    /// <summary>Makes an earlier version the newest again, as a version of its own.</summary>
    /// <param name="name">The template's name.</param>
    /// <param name="tenantId">Its tenant; null for the shared one.</param>
    /// <param name="version">The version to go back to.</param>
    /// <param name="by">Who does it; null for unknown.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new version, or why not.</returns>
    ValueTask<TemplateSaveResult> RollBackAsync(string name, string? tenantId, int version, string? by = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a template that was saved, with all its versions. What code or files have of the name takes its place. A rule that still names it sends the default text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tenantId">Its tenant; null for the shared one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was removed, or why not: no version was saved, or others include it.</returns>
    ValueTask<TemplateSaveResult> RemoveAsync(string name, string? tenantId = null, CancellationToken cancellationToken = default);

    /// <summary>Reads files and store again, at once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when what was read is in use.</returns>
    ValueTask ReloadAsync(CancellationToken cancellationToken = default);
}
