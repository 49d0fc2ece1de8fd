namespace Notifications.Handlebars.Compilation;

/// <summary>What is known of a text before the library parses it.</summary>
internal sealed class TemplateSource
{
    /// <summary>The text as it is given to the library; see <see cref="TagRewrite"/>.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>The parts that it includes; true for one that brings its own replacement.</summary>
    public Dictionary<string, bool> Partials { get; } = new(StringComparer.Ordinal);

    /// <summary>The parts that it defines for what it includes.</summary>
    public HashSet<string> InlineNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that it reads at its top.</summary>
    public HashSet<string> RootNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Places of the event's data that it reads at its top; true where they are written out as such, false for bare names.</summary>
    public Dictionary<string, (string[] Path, bool IsCertain)> DataPaths { get; } = new(StringComparer.Ordinal);

    /// <summary>All names that it mentions.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Tags, and what stands in them: the frame of the compiled text grows with it.</summary>
    public int Units { get; set; }

    public List<TemplateProblem> Problems { get; } = [];
}
