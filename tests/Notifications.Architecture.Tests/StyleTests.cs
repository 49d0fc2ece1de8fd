using System.Reflection;
using System.Text.RegularExpressions;

namespace Notifications.Architecture.Tests;

/// <summary>What keeps the code readable, as far as a machine can tell.</summary>
public sealed partial class StyleTests
{
    private const int MaxLines = 400;
    private const int MaxMedian = 60;
    private const int MaxNinetyFifth = 250;
    private const int MaxParameters = 7;

    public static TheoryData<string> Assemblies => [.. Repository.Assemblies.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Files_AreSmall()
    {
        string[] folders = ["src", "tests", "samples", "benchmarks"];
        folders.SelectMany(static folder => Repository.Files(folder, "*.cs")).Where(static file => Lines(file) > MaxLines)
            .ShouldBeEmpty($"over {MaxLines} lines: a second idea has moved in");

        var lengths = Repository.Files("src", "*.cs").Select(Lines).Order().ToArray();
        lengths[lengths.Length / 2].ShouldBeLessThanOrEqualTo(MaxMedian, "the median file of src");
        lengths[lengths.Length * 95 / 100].ShouldBeLessThanOrEqualTo(MaxNinetyFifth, "the 95th percentile of src");
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Types_AreSealedStaticOrAbstract(string assembly) =>
        Repository.Types(Repository.Assemblies[assembly]).Where(static type => type.IsClass && !type.IsSealed && !type.IsAbstract && !IsBaseOf(type))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Names_SayHowAThingWorks(string assembly) =>
        Repository.Types(Repository.Assemblies[assembly]).Select(static type => type.Name).Where(static name => EmptyName().IsMatch(name)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Constructors_TakeFewParts(string assembly) =>
        Repository.Types(Repository.Assemblies[assembly]).Where(static type => type.IsClass && !IsRecord(type))
            .SelectMany(static type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static constructor => constructor.GetParameters().Length > MaxParameters)
            .Select(static constructor => $"{constructor.DeclaringType}: {constructor.GetParameters().Length}")
            .ShouldBeEmpty($"more than {MaxParameters} parameters: the class does two things");

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicTypes_HaveAFileOfTheirOwn(string assembly)
    {
        var folder = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(Repository.Projects[assembly])!);
        var files = Repository.Files(folder, "*.cs").Select(static file => Path.GetFileNameWithoutExtension(file)).ToHashSet(StringComparer.Ordinal);
        Repository.Types(Repository.Assemblies[assembly]).Where(static type => type.IsPublic)
            .Select(static type => type.Name.Split('`')[0]).Where(name => !files.Contains(name)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PureRules_HoldNoStateAndTakeNoClock(string assembly)
    {
        foreach (var type in Repository.Types(Repository.Assemblies[assembly]).Where(static type => type.IsClass && PureName().IsMatch(type.Name)))
        {
            type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(static field => !field.IsInitOnly && !field.IsLiteral).ShouldBeEmpty($"{type} keeps state");
            type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(static method => typeof(Task).IsAssignableFrom(method.ReturnType)
                    || method.GetParameters().Any(static parameter => typeof(TimeProvider).IsAssignableFrom(parameter.ParameterType)))
                .ShouldBeEmpty($"{type} waits or takes a clock");
        }
    }

    [Fact]
    public void Source_HasNoLooseEnds()
    {
        foreach (var file in Repository.Files("src", "*.cs"))
        {
            var text = Repository.Read(file);
            LooseEnd().IsMatch(text).ShouldBeFalse($"{file} has a loose end");
            Clock().IsMatch(text).ShouldBeFalse($"{file} reads a clock of its own: take a TimeProvider");
            foreach (var line in text.Split('\n').Where(static line => line.StartsWith("#pragma warning disable", StringComparison.Ordinal)))
                line.ShouldContain("//", Case.Sensitive, $"{file} suppresses a warning without a reason");
        }
    }

    private static int Lines(string file) => File.ReadLines(Path.Combine(Repository.Root, file)).Count();

    private static bool IsBaseOf(Type type) => type.Assembly.GetTypes().Any(other => other.BaseType == type);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utilit(y|ies)|Impl|Misc)$|^(Common|Default)[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyName();

    [GeneratedRegex("(?<!^Compiled)(Rule|Schedule|Plan)$", RegexOptions.CultureInvariant)]
    private static partial Regex PureName();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b", RegexOptions.CultureInvariant)]
    private static partial Regex LooseEnd();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bThread\.Sleep\(|\bRandom\.Shared\b|\bnew HttpClient\(", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
