using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Catalog;

/// <summary>Chooses the texts of a document: first the language (fr-CA, fr, none, the host's own), then the channel (its name, its kind, all).</summary>
internal static class TextChoice
{
    /// <summary>The texts that serve, the most special first; the others fill what it lacks. All are of one language: fr-CA takes from fr.</summary>
    /// <param name="document">The template.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="channelType">Its kind.</param>
    /// <param name="locale">The recipient's language.</param>
    /// <param name="host">The host's language.</param>
    /// <param name="isHosts">Whether the texts are in the host's language since there are none in the recipient's.</param>
    public static List<TemplateTexts> Choose(TemplateDocument document, string? channel, string? channelType, Locale locale, Locale host, out bool isHosts)
    {
        isHosts = false;
        if (ForChain(document, channel, channelType, locale) is { Count: > 0 } found)
            return found;
        if (ForLocale(document, channel, channelType, null) is { Count: > 0 } general)
            return general;
        isHosts = true;
        return ForChain(document, channel, channelType, host);
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

    /// <summary>What a region or script lacks is its language's: fr-CA takes from fr.</summary>
    private static List<TemplateTexts> ForChain(TemplateDocument document, string? channel, string? channelType, Locale locale)
    {
        List<TemplateTexts> all = [];
        foreach (var tag in locale.Chain)
        {
            var isMadeOfMarkdown = all.Exists(static t => t.Markdown is not null);
            foreach (var texts in ForLocale(document, channel, channelType, tag))
                all.Add(isMadeOfMarkdown ? texts with { Text = null, Html = null } : texts);
        }

        return all;
    }

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
