using HandlebarsDotNet;

namespace Notifications.Benchmarks.Templates;

/// <summary>An alert with eight variables: its texts, for our engine and for Handlebars.Net called by hand.</summary>
internal static class AlertTemplate
{
    public const string Name = "alert";

    public const string Subject = "[{{severity}}] {{type}}: {{subject}}";

    public const string Text = "{{host}} in {{region}}: {{value}} is above {{threshold}}.\n{{#if source}}Reported by {{source}}.{{/if}}\n";

    private static readonly LabelSet[] Labels =
    [
        .. Enumerable.Range(0, 64).Select(static i => LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = $"web-{i}",
            ["region"] = "eu-west-1",
            ["threshold"] = "90 %",
            ["value"] = $"{90 + (i % 10)} %",
        })),
    ];

    public static TemplateDocument Document => new() { Name = Name, Texts = [new TemplateTexts { Subject = Subject, Text = Text }] };

    /// <summary>The labels that the texts speak of.</summary>
    public static LabelSet LabelsOf(int index) => Labels[index & 63];

    /// <summary>The render that a developer writes: both texts compiled once, a dictionary for each event.</summary>
    public static Func<NotificationEvent, NotificationContent> ByHand()
    {
        var handlebars = HandlebarsDotNet.Handlebars.Create();
        var (subject, text) = (handlebars.Compile(Subject), handlebars.Compile(Text));
        return e =>
        {
            var model = new Dictionary<string, object?>(8, StringComparer.Ordinal)
            {
                ["severity"] = e.Severity.ToString(),
                ["type"] = e.Type,
                ["subject"] = e.Subject,
                ["source"] = e.Source,
                ["host"] = e.Labels["host"],
                ["region"] = e.Labels["region"],
                ["value"] = e.Labels["value"],
                ["threshold"] = e.Labels["threshold"],
            };
            return new NotificationContent { Subject = subject(model), Text = text(model) };
        };
    }
}
