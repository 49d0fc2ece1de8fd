using Notifications.Handlebars.Compilation;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Catalog;

/// <summary>Renders a compiled template within the bounds.</summary>
internal static class TemplateRendering
{
    /// <summary>Renders.</summary>
    /// <exception cref="TemplateException">It fails, whatever the cause.</exception>
    public static NotificationContent Render(CompiledTemplate template, TemplateContext context, BrandObject brand, string timeZone, TimeProvider clock, RenderLimits limits)
    {
        var session = RenderSession.Begin(limits, clock, Locale.Of(context.Locale), Zone(context.TimeZone ?? timeZone), context.Now);
        try
        {
            return template.Render(session, context, brand);
        }
        catch (Exception error) when (error is not (TemplateException or OutOfMemoryException))
        {
            throw new TemplateException(template.Document.Name, new TemplateProblem(TemplateErrorCode.Failed, error.Message), error);
        }
        finally
        {
            session.End();
        }
    }

    private static TimeZoneInfo Zone(string id)
    {
        if (id == "UTC")
            return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
    }
}
