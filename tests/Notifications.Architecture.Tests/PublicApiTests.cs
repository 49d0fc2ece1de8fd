namespace Notifications.Architecture.Tests;

/// <summary>The public surface of each package is a file that people review. A change of the surface is a change of that file.</summary>
public sealed class PublicApiTests
{
    private const string Folder = "tests/Notifications.Architecture.Tests/PublicApi";

    public static TheoryData<string> Assemblies => [.. Repository.Assemblies.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Surface_IsTheApprovedOne(string assembly)
    {
        var path = Path.Combine(Repository.Root, Folder, assembly + ".txt");
        var surface = PublicSurface.Write(Repository.Assemblies[assembly]);
        if (Environment.GetEnvironmentVariable("NOTIFICATIONS_ACCEPT_API") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, surface);
            return;
        }

        var approved = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        if (surface == approved)
            return;
        var now = surface.Split('\n');
        var before = approved.Split('\n');
        Assert.Fail(
            $"The public surface of {assembly} has changed. If that is meant, run `bash tests/accept-public-api.sh` and commit {Folder}/{assembly}.txt.\n"
            + string.Join('\n', before.Except(now, StringComparer.Ordinal).Select(static line => "- " + line).Concat(now.Except(before, StringComparer.Ordinal).Select(static line => "+ " + line))));
    }

    [Fact]
    public void Folder_HoldsNoFileOfAPackageThatIsGone() =>
        Repository.Files(Folder, "*.txt").Select(static file => Path.GetFileNameWithoutExtension(file)).ShouldBeSubsetOf(Repository.Assemblies.Keys);
}
