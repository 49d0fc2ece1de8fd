using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Catalog;

/// <summary>Finds languages and channels that a document speaks of, but has nothing to say in.</summary>
internal static class LanguageCheck
{
    /// <summary>A tag that no text has: what is found for it is found for every language.</summary>
    internal const string Other = "zxx";

    public static List<TemplateProblem> Find(TemplateDocument document, string hostLocale)
    {
        List<TemplateProblem> problems = [];
        var host = Locale.Of(hostLocale);
        foreach (var channel in document.Texts.Select(static t => t.Channel).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var languages = document.Texts.Where(t => string.Equals(t.Channel, channel, StringComparison.OrdinalIgnoreCase)).Select(static t => t.Locale).ToArray();
            if (TextChoice.Choose(document, channel, channel, Locale.Of(Other), host, out _).Count == 0)
            {
                problems.Add(new TemplateProblem(TemplateErrorCode.NoText, $"{Of(channel)} are in {string.Join(", ", languages)} only, and recipients of other languages get none: "
                    + $"add texts without a language, or in '{host.Tag}', the engine's DefaultLocale"));
            }

            problems.AddRange(languages.Where(l => !document.IsPartial && !HasText(document, channel, l, host)).Select(language => new TemplateProblem(
                TemplateErrorCode.NoText, $"{Of(channel)} in '{language}' have neither a text nor Markdown: add one; what they lack is not taken from another language")));
        }

        return problems;
    }

    private static bool HasText(TemplateDocument document, string? channel, string? language, Locale host)
    {
        var texts = TextChoice.Choose(document, channel, channel, language is null ? Locale.Of(Other) : Locale.Of(language), host, out _);
        return texts.Exists(static t => t.Text is not null || t.Markdown is not null);
    }

    private static string Of(string? channel) => channel is null ? "the texts" : $"the texts for channel '{channel}'";
}
