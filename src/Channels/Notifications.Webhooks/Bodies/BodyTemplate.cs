using System.Text;

namespace Notifications.Webhooks.Bodies;

/// <summary>A parsed template: literal texts and, after each but the last, a placeholder.</summary>
internal sealed class BodyTemplate
{
    private const int MaxLength = 64 * 1024;

    private BodyTemplate(byte[][] literals, TemplatePlaceholder[] placeholders)
    {
        Literals = literals;
        Placeholders = placeholders;
    }

    public byte[][] Literals { get; }

    public TemplatePlaceholder[] Placeholders { get; }

    /// <summary>Parses a template that is known to be valid.</summary>
    public static BodyTemplate Parse(string? text, string contentType)
    {
        var errors = new List<string>();
        return TryParse(text, contentType, errors) ?? throw new FormatException(string.Join(" ", errors));
    }

    /// <summary>Parses; adds all that is wrong to <paramref name="errors"/> and returns null then.</summary>
    public static BodyTemplate? TryParse(string? text, string contentType, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
        {
            errors.Add($"BodyTemplate is empty or longer than {MaxLength:N0} characters; the format Template needs one.");
            return null;
        }

        var before = errors.Count;
        var literals = new List<byte[]>();
        var placeholders = new List<TemplatePlaceholder>();
        var position = 0;
        for (int open; (open = text.IndexOf("{{", position, StringComparison.Ordinal)) >= 0;)
        {
            var close = text.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                errors.Add($"BodyTemplate: '{{{{' at position {open} is not closed by '}}}}'.");
                return null;
            }

            var name = text[(open + 2)..close].Trim();
            if (TemplatePlaceholder.Find(name) is { } placeholder)
                placeholders.Add(placeholder);
            else
                errors.Add($"BodyTemplate: '{{{{{name}}}}}' at position {open} is unknown. Known are {TemplatePlaceholder.KnownNames}.");
            literals.Add(Encoding.UTF8.GetBytes(text[position..open]));
            position = close + 2;
        }

        literals.Add(Encoding.UTF8.GetBytes(text[position..]));
        if (errors.Count > before)
            return null;
        var template = new BodyTemplate([.. literals], [.. placeholders]);
        if (TemplateBody.FindJsonError(template, contentType) is { } error)
            errors.Add($"BodyTemplate gives no JSON when it is filled: {error} Quote text placeholders; event.data, event.labels and aggregate.count stand without quotes.");
        return errors.Count == before ? template : null;
    }
}
