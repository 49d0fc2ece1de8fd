using System.Reflection;

namespace Notifications.EndToEnd.Tests.Support;

/// <summary>Where the built sample and its data are.</summary>
internal static class SampleFiles
{
    public static string Program { get; } = Find("Notifications.Samples.Console.dll");

    public static string Storm { get; } = Find(Path.Combine("data", "storm.jsonl"));

    private static string Find(string name)
    {
        var output = typeof(SampleFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "SampleDirectory").Value!;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, output, name);
            if (File.Exists(file))
                return file;
        }

        throw new FileNotFoundException($"The sample is not built: {name}.");
    }
}
