using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Catalog;

/// <summary>Chooses the texts of a document: first the language (fr-CA, fr, none, the host's default), then the channel (its name, its kind, all).</summary>
internal static class TextChoice
{
    /// <summary>The texts that serve, the most special first; the others fill what it lacks. All are of one language.</summary>
    public static List<TemplateTexts> Choose(TemplateDocument document, string? channel, string? channelType, Locale locale)
    {
        foreach (var tag in locale.Chain)
        {
            if (ForLocale(document, channel, channelType, tag) is { Count: > 0 } found)
                return found;
        }

        return ForLocale(document, channel, channelType, null);
    }

    /// <summary>The language in which a document is shown: the one that is asked for, unless only the host's default has texts.</summary>
    public static string LocaleOf(TemplateDocument document, string locale, string? otherwise)
    {
        if (otherwise is null || string.Equals(locale, otherwise, StringComparison.OrdinalIgnoreCase) || Serves(document, locale))
            return locale;
        return Serves(document, otherwise) ? otherwise : locale;
    }

    private static bool Serves(TemplateDocument document, string locale)
    {
        var chain = Locale.Of(locale).Chain;
        foreach (var texts in document.Texts)
        {
            if (texts.Locale is null || chain.Contains(texts.Locale, StringComparer.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public static string? Source(List<TemplateTexts> texts, TextFormat format)
    {
        foreach (var text in texts)
        {
            if (Source(text, format) is { } source)
                return source;
        }

        return null;
    }

    public static string? Source(TemplateTexts texts, TextFormat format) => format switch
    {
        TextFormat.Subject => texts.Subject,
        TextFormat.Text => texts.Text,
        TextFormat.Html => texts.Html,
        TextFormat.Markdown => texts.Markdown,
        _ => texts.Blocks,
    };

    private static List<TemplateTexts> ForLocale(TemplateDocument document, string? channel, string? channelType, string? tag)
    {
        List<TemplateTexts> found = [];
        foreach (var name in (ReadOnlySpan<string?>)[channel, channelType, null])
        {
            foreach (var texts in document.Texts)
            {
                if (Same(texts.Locale, tag) && Same(texts.Channel, name) && !found.Contains(texts))
                    found.Add(texts);
            }
        }

        return found;
    }

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
