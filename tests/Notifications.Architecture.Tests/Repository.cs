using System.Reflection;
using System.Xml.Linq;

namespace Notifications.Architecture.Tests;

/// <summary>The repository as these tests see it: its files, its library projects, their assemblies.</summary>
internal static class Repository
{
    public static string Root { get; } = RepositoryRoot.Path;

    /// <summary>The library projects, by name.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(static file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);

    /// <summary>The library assemblies, by name.</summary>
    public static IReadOnlyDictionary<string, Assembly> Assemblies { get; } = Projects.Keys.ToDictionary(
        static name => name, static name => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, name + ".dll")), StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Select(static file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(static file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)
            && !file.Contains("/node_modules/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>What a project refers to: our projects, and packages.</summary>
    public static IEnumerable<string> References(string project)
    {
        foreach (var element in XDocument.Load(Projects[project]).Descendants())
        {
            if (element.Name.LocalName == "ProjectReference")
                yield return Path.GetFileNameWithoutExtension((string)element.Attribute("Include")!);
            else if (element.Name.LocalName is "PackageReference" or "FrameworkReference")
                yield return (string)element.Attribute("Include")!;
        }
    }

    /// <summary>The types that people wrote, not the compiler.</summary>
    public static IEnumerable<Type> Types(Assembly assembly) => assembly.GetTypes().Where(static type =>
    {
        for (var at = type; at is not null; at = at.DeclaringType)
        {
            if (at.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
                || at.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false) || at.Name.Contains('<', StringComparison.Ordinal))
                return false;
        }

        return true;
    });
}
