namespace Notifications.Handlebars;

/// <summary>The bounds of templates, and what they show of the sender. What exceeds a bound fails the template: the default text goes out, and the error is counted.</summary>
public sealed class HandlebarsOptions
{
    /// <summary>Who sends.</summary>
    /// <value>Default: see <see cref="BrandOptions"/>.</value>
    public BrandOptions Brand { get; set; } = new();

    /// <summary>The template for events for which there is none by name or by type.</summary>
    /// <value>Default: null, the engine's plain texts.</value>
    public string? DefaultTemplate { get; set; }

    /// <summary>The zone in which times are shown to recipients that state none.</summary>
    /// <value>An IANA zone. Default: <c>UTC</c>.</value>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Whether the templates that come with the package may be used.</summary>
    /// <value>Default: true.</value>
    public bool UseShippedTemplates { get; set; } = true;

    /// <summary>The longest source of one text.</summary>
    /// <value>1 to 1,048,576 characters. Default: 65,536.</value>
    public int MaxSourceLength { get; set; } = 64 * 1024;

    /// <summary>The longest result of one text, and of what is made of Markdown. A subject is cut at 256 characters instead.</summary>
    /// <value>256 to 10,485,760 characters. Default: 262,144.</value>
    public int MaxOutputLength { get; set; } = 256 * 1024;

    /// <summary>How many steps one text may take: values read, turns of loops, helpers called, marks of Markdown; one more for every 64 characters that are read, escaped or made.</summary>
    /// <value>100 to 10,000,000. Default: 100,000.</value>
    public int MaxSteps { get; set; } = 100_000;

    /// <summary>How long one message's texts may take together.</summary>
    /// <value>10 ms to 1 min. Default: 1 s.</value>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How deep partials may call one another.</summary>
    /// <value>1 to 64. Default: 16.</value>
    public int MaxPartialDepth { get; set; } = 16;

    /// <summary>How many compiled templates are kept: one for each template, channel and language in use. Above it the least recently used ones are compiled again.</summary>
    /// <value>1 to 100,000. Default: 1,000.</value>
    public int MaxCompiled { get; set; } = 1_000;

    /// <summary>How many templates there may be, of all tenants together. More are refused at save; files and stores that hold more are not loaded.</summary>
    /// <value>1 to 1,000,000. Default: 10,000.</value>
    public int MaxTemplates { get; set; } = 10_000;

    /// <summary>How many versions of a template are kept; with a newer one the oldest goes.</summary>
    /// <value>1 to 10,000. Default: 100.</value>
    public int MaxVersions { get; set; } = 100;

    /// <summary>How long the files of a template directory must be unchanged before they are read again.</summary>
    /// <value>10 ms to 1 min. Default: 500 ms.</value>
    public TimeSpan ReloadDelay { get; set; } = TimeSpan.FromMilliseconds(500);
}
