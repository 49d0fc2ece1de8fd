namespace Notifications;

/// <summary>Turns an event into content. Replaceable through the container; the default writes plain texts.</summary>
/// <remarks>Must be a pure function of its argument. When it throws, the notification goes out with the default text and the error is counted.</remarks>
public interface ITemplateEngine
{
    /// <summary>Renders.</summary>
    /// <param name="context">All that the template may speak of.</param>
    /// <returns>The content.</returns>
    NotificationContent Render(TemplateContext context);
}
