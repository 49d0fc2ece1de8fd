using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Helpers;

/// <summary>A function that templates may call.</summary>
internal delegate object? TemplateFunction(RenderSession session, HelperArguments arguments);
