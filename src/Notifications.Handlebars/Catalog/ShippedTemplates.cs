namespace Notifications.Handlebars.Catalog;

/// <summary>The templates that come with the package.</summary>
internal static class ShippedTemplates
{
    private const string Root = "Shipped/";
    private static readonly Lazy<IReadOnlyList<TemplateDocument>> Documents = new(Load);

    public static IReadOnlyList<TemplateDocument> All => Documents.Value;

    private static IReadOnlyList<TemplateDocument> Load()
    {
        var assembly = typeof(ShippedTemplates).Assembly;
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(static n => n.StartsWith(Root, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files[name[Root.Length..]] = reader.ReadToEnd();
        }

        return TemplateFiles.Parse(files, static (path, problem) => throw new InvalidDataException($"{path}: {problem}"));
    }
}
