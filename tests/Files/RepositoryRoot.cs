namespace Notifications.Tests.Files;

/// <summary>The repository that the tests run in: they compare its pages with the code.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Notifications.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The repository's root with Notifications.sln was not found above the test's binaries.");
    }
}
