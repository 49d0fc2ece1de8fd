using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Storage;

namespace Notifications.Handlebars.Tests.Support;

/// <summary>Catalogs without a host.</summary>
internal static class Catalogs
{
    public static TemplateCatalog Of(params TemplateDocument[] documents) => Of(new HandlebarsOptions(), documents);

    public static TemplateCatalog Of(HandlebarsOptions options, params TemplateDocument[] documents) => Of(Texts.StillClock, options, documents);

    /// <summary>A catalog whose texts take the time they take, and fail when that is too long. All others take none.</summary>
    public static TemplateCatalog Timed(HandlebarsOptions options, params TemplateDocument[] documents) => Of(TimeProvider.System, options, documents);

    public static TemplateCatalog Of(ITemplateStore store) => new(Options.Create(new HandlebarsOptions()), [], Texts.StillClock, NullLogger<TemplateCatalog>.Instance, store);

    public static TemplateDocument Document(string name, string? text = null, string? subject = null, string? html = null, string? blocks = null, string? markdown = null) => new()
    {
        Name = name,
        Texts = [new TemplateTexts { Subject = subject, Text = text, Html = html, Blocks = blocks, Markdown = markdown }],
    };

    public static TemplateContext Context(NotificationEvent? e = null, string channel = "email", string? type = "email", string? locale = "en") => new()
    {
        Event = e ?? new NotificationEvent { Type = "x" },
        Channel = channel,
        ChannelType = type,
        Locale = locale,
        Now = Texts.Now,
    };

    private static TemplateCatalog Of(TimeProvider clock, HandlebarsOptions options, TemplateDocument[] documents) => new(
        Options.Create(options), [new CodeTemplates(documents)], clock, NullLogger<TemplateCatalog>.Instance, new InMemoryTemplateStore());
}
