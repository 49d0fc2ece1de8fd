namespace Notifications.Architecture.Tests;

/// <summary>The arrows of <c>docs/architecture.md</c>: who may know whom.</summary>
public sealed class ReferenceTests
{
    private const string Abstractions = "Notifications.Abstractions";

    /// <summary>Our own projects that a project may refer to. A package in <c>src/Channels</c> needs no line here: it gets the contracts and nothing else.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        [Abstractions] = [],
        ["Notifications.Expressions"] = [],
        ["Notifications.JsonSchema"] = [],
        ["Notifications"] = [Abstractions, "Notifications.Expressions", "Notifications.JsonSchema"],
        ["Notifications.Handlebars"] = [Abstractions],
        ["Notifications.Testing"] = [Abstractions, "Notifications"],
    };

    /// <summary>What no library here may bring into a host.</summary>
    private static readonly string[] Banned =
        ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Newtonsoft.Json", "Serilog", "NLog", "MediatR", "AutoMapper", "Npgsql", "StackExchange.Redis", "RabbitMQ"];

    public static TheoryData<string> Projects => [.. Repository.Projects.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_RefersTo_OnlyWhatTheArchitectureAllows(string project)
    {
        var isChannel = Repository.Projects[project].Replace('\\', '/').Contains("/src/Channels/", StringComparison.Ordinal);
        var allowed = isChannel ? [Abstractions] : Allowed.GetValueOrDefault(project);
        allowed.ShouldNotBeNull($"{project} is new: draw its arrows in docs/architecture.md, then list them here");

        var ours = Repository.References(project).Where(static name => name.StartsWith("Notifications", StringComparison.Ordinal));
        ours.ShouldBeSubsetOf(allowed, $"{project}.csproj refers to what it must not know");

        var loaded = Repository.Assemblies[project].GetReferencedAssemblies().Select(static name => name.Name!)
            .Where(static name => name.StartsWith("Notifications", StringComparison.Ordinal));
        loaded.ShouldBeSubsetOf(allowed, $"{project}.dll refers to what it must not know");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_RefersTo_NoFrameworkOfAHostAndNoVendor(string project)
    {
        var all = Repository.References(project).Concat(Repository.Assemblies[project].GetReferencedAssemblies().Select(static name => name.Name!));
        all.Where(static name => Array.Exists(Banned, banned => name.StartsWith(banned, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Notifications.Expressions")]
    [InlineData("Notifications.JsonSchema")]
    public void Language_RefersTo_Nothing(string project) => Repository.References(project).ShouldBeEmpty();

    [Fact]
    public void Abstractions_RefersTo_OnlyTheContainersContracts() =>
        Repository.References(Abstractions).ShouldBe(["Microsoft.Extensions.DependencyInjection.Abstractions"]);

    [Fact]
    public void Page_NamesEveryProject()
    {
        var page = Repository.Read("docs/architecture.md");
        foreach (var project in Repository.Projects.Keys)
            page.ShouldContain($"`{project}`", Case.Sensitive, $"docs/architecture.md does not say what {project} is for");
    }
}
