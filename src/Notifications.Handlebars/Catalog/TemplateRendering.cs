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
        if (template.Locale is { } host)
            context = context with { Locale = host.Tag };
        try
        {
            return RenderOnce(template, context, brand, timeZone, clock, limits);
        }
        catch (TemplateException) when (TextRepair.Apply(context) is { } repaired)
        {
            return RenderOnce(template, repaired, brand, timeZone, clock, limits);
        }
    }

    private static NotificationContent RenderOnce(CompiledTemplate template, TemplateContext context, BrandObject brand, string timeZone, TimeProvider clock, RenderLimits limits)
    {
        var session = RenderSession.Begin(limits, clock, template.Locale ?? Locale.Of(context.Locale), Zone(context.TimeZone, timeZone), context.Now);
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

    /// <summary>The message in a language that is one: what is no tag, as none, means the host's.</summary>
    public static TemplateContext InLanguage(TemplateContext context, string hostLocale) =>
        Locale.IsTag(context.Locale) ? context : context with { Locale = Locale.TagOf(context.Locale) ?? hostLocale };

    /// <summary>Whether this machine knows a zone.</summary>
    public static bool IsZone(string id) => id == "UTC" || TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);

    /// <summary>The recipient's zone; the host's where there is none, or none that this machine knows.</summary>
    private static TimeZoneInfo Zone(string? id, string hosts)
    {
        if ((id ?? hosts) == "UTC")
            return TimeZoneInfo.Utc;
        return (id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) || TimeZoneInfo.TryFindSystemTimeZoneById(hosts, out zone) ? zone : TimeZoneInfo.Utc;
    }
}
