namespace Notifications.Handlebars.Rendering;

/// <summary>A text has reached a bound, or a helper cannot use what it was given. Becomes a <see cref="TemplateException"/> that names the template.</summary>
internal sealed class RenderLimitException(TemplateErrorCode code, string message) : Exception(message)
{
    public TemplateErrorCode Code => code;
}
