using HandlebarsDotNet;

namespace Notifications.Handlebars.Compilation;

/// <summary>Parts are registered when a text is compiled; nothing is looked up while it runs.</summary>
internal sealed class NoOtherPartials : IPartialTemplateResolver
{
    public bool TryRegisterPartial(IHandlebars env, string? partialName, string? templatePath) => false;
}
