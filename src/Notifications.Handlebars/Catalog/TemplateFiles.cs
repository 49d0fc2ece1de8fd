using System.Text.Json;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Catalog;

/// <summary>Templates as files: a folder for each template, in it <c>template.json</c> and texts <c>[channel.]part.hbs</c>; languages are folders below; tenants are folders <c>@tenant</c> above.</summary>
internal static class TemplateFiles
{
    public const string Extension = ".hbs";
    public const string About = "template.json";

    /// <summary>Makes documents of files.</summary>
    /// <param name="files">Contents by path with <c>/</c>, relative to the directory.</param>
    /// <param name="report">Takes paths that cannot be used, and why.</param>
    /// <returns>The documents.</returns>
    public static List<TemplateDocument> Parse(IReadOnlyDictionary<string, string> files, Action<string, string> report)
    {
        var documents = new SortedDictionary<string, TemplateDocument>(StringComparer.Ordinal);
        var broken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, content) in files.OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            var segments = path.Split('/');
            var start = segments[0].StartsWith('@') ? 1 : 0;
            if (segments.Length - start is not (2 or 3))
            {
                report(path, "expected [@tenant/]name/[language/]file");
                continue;
            }

            var folder = string.Join('/', segments[..(start + 1)]);
            if (!documents.TryGetValue(folder, out var document))
                document = new TemplateDocument { Name = segments[start], TenantId = start == 0 ? null : segments[0][1..] };
            try
            {
                var language = segments.Length - start == 3 ? LanguageOf(segments[^2]) : null;
                documents[folder] = segments[^1] != About ? WithText(document, segments[^1], language, content)
                    : language is null ? WithAbout(document, content)
                    : throw new FormatException($"{About} stands in a language's folder: put it into the template's, beside that folder");
            }
            catch (Exception error) when (error is FormatException or JsonException)
            {
                report(path, error.Message);
                if (segments[^1] != About || segments.Length - start == 3)
                    continue;
                documents[folder] = document;
                broken.Add(folder);
            }
        }

        // Without its declarations it is another template than was meant: with no text it cannot be used, and the one that is in use stays.
        return [.. documents.Select(d => broken.Contains(d.Key) ? d.Value with { Texts = [] } : d.Value)];
    }

    private static string LanguageOf(string folder) =>
        Locale.TagOf(folder) ?? throw new FormatException($"the folder '{folder}' is no language: name it by a tag such as fr or fr-CA");

    private static TemplateDocument WithAbout(TemplateDocument document, string json)
    {
        var about = JsonSerializer.Deserialize(json, TemplateJsonContext.Default.TemplateAbout) ?? new TemplateAbout();
        return document with
        {
            Description = about.Description,
            Tags = about.Tags ?? [],
            Variables = about.Variables ?? [],
            Enabled = about.Enabled,
            IsPartial = about.IsPartial,
            CreatedBy = about.CreatedBy,
        };
    }

    private static TemplateDocument WithText(TemplateDocument document, string file, string? locale, string content)
    {
        var name = file[..^Extension.Length];
        var dot = name.LastIndexOf('.');
        var channel = dot < 0 ? null : name[..dot];
        var texts = document.Texts.FirstOrDefault(t => t.Channel == channel && string.Equals(t.Locale, locale, StringComparison.OrdinalIgnoreCase)) ?? new TemplateTexts { Channel = channel, Locale = locale };
        var changed = name[(dot + 1)..] switch
        {
            "subject" => texts with { Subject = content },
            "text" => texts with { Text = content },
            "html" => texts with { Html = content },
            "markdown" => texts with { Markdown = content },
            "blocks" => texts with { Blocks = content },
            var other => throw new FormatException($"'{other}' is no part; name the file [channel.]subject, text, html, markdown or blocks{Extension}"),
        };
        return document with { Texts = [.. document.Texts.Where(t => !ReferenceEquals(t, texts)), changed] };
    }
}
