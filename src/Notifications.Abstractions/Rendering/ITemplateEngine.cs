namespace Notifications;

/// <summary>Turns an event into content. Replaceable through the container; without one the engine writes plain texts.</summary>
/// <remarks>Must be a pure function of its argument, and is called by several threads at once. When it throws, the notification goes out with the default text and the error is counted.</remarks>
public interface ITemplateEngine
{
    /// <summary>Renders.</summary>
    /// <param name="context">All that the template may speak of.</param>
    /// <returns>The content; null when there is no template for it, so that the default text goes out.</returns>
    NotificationContent? Render(TemplateContext context);

    /// <summary>Says why a template cannot be used: asked of what a rule names when the configuration is loaded, and of what a request names when it is sent.</summary>
    /// <param name="template">The template's name.</param>
    /// <param name="tenantId">The tenant of the rule or request, or null.</param>
    /// <param name="notificationEvent">What it would be rendered for; null while that is not known.</param>
    /// <returns>What is wrong, with the fix; null when it can be used. Default: null.</returns>
    string? FindProblem(string template, string? tenantId, NotificationEvent? notificationEvent) => null;

    /// <summary>Lists what a template reads of the event's data, to compare it with the schema of the event types it is used for when the configuration is loaded.</summary>
    /// <param name="template">The template's name.</param>
    /// <param name="tenantId">The tenant of the rule, or null.</param>
    /// <returns>The places; empty when there is no such template. Default: empty, nothing is compared.</returns>
    IReadOnlyList<TemplateRead> FindReads(string template, string? tenantId) => [];
}
