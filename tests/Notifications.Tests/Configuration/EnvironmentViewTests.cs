using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.Configuration;

namespace Notifications.Tests.Configuration;

public sealed class EnvironmentViewTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("${A}", "1")]
    [InlineData("x${A}y${B_2}z", "x1y22z")]
    [InlineData("${A}${A}", "11")]
    [InlineData("$${A}", "${A}")]
    [InlineData("$$${A}", "$${A}")]
    [InlineData("${A", "${A")]
    [InlineData("${}", "${}")]
    [InlineData("${a b}${A}", "${a b}1")]
    [InlineData("${2}", "${2}")]
    [InlineData("$A", "$A")]
    [InlineData("${C}", null)]
    [InlineData("${EMPTY}", null)]
    [InlineData("${${A}}", "${1}")]
    public void Expand_Text_HasItsVariables(string text, string? expected) =>
        VariableRule.Expand(text, static name => name switch { "A" => "1", "B_2" => "22", "EMPTY" => "", _ => null }, null).ShouldBe(expected);

    [Fact]
    public void WithEnvironment_Section_IsBoundWithTheVariables()
    {
        Environment.SetEnvironmentVariable("NTF_VIEW_TEST", "s3cret");
        var configuration = Build(("Pager:Key", "${NTF_VIEW_TEST}"), ("Pager:Keys:db", "db-${NTF_VIEW_TEST}"), ("Pager:Count", "3"));
        var view = configuration.GetSection("Pager").WithEnvironment();
        var bound = view.Get<Settings>()!;
        (bound.Key, bound.Keys["db"], bound.Count).ShouldBe(("s3cret", "db-s3cret", 3));
        view["Key"].ShouldBe("s3cret");
        configuration.WithEnvironment()["Pager:Key"].ShouldBe("s3cret");
        configuration.WithEnvironment().GetSection("Pager").Exists().ShouldBeTrue();
        configuration.WithEnvironment().GetSection("Other").Exists().ShouldBeFalse();
    }

    [Fact]
    public void WithEnvironment_MissingVariables_StopTheStartAllAtOnce()
    {
        var configuration = Build(("A:Key", "${NTF_MISSING_1}"), ("A:Keys:db", "${NTF_MISSING_2}"), ("B:Key", "${NTF_MISSING_3}"));
        var services = new ServiceCollection();
        services.AddOptions<Settings>("a").Bind(configuration.GetSection("A").WithEnvironment()).ValidateOnStart();
        services.AddOptions<Settings>("b").Bind(configuration.GetSection("B").WithEnvironment()).ValidateOnStart();
        using var provider = services.BuildServiceProvider();
        var error = Should.Throw<AggregateException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        error.InnerExceptions.Cast<OptionsValidationException>().SelectMany(static e => e.Failures).ShouldBe(
        [
            "A:Key names ${NTF_MISSING_1}, and the environment variable NTF_MISSING_1 is missing or empty: set it, or write $${ where a plain ${ is meant.",
            "A:Keys:db names ${NTF_MISSING_2}, and the environment variable NTF_MISSING_2 is missing or empty: set it, or write $${ where a plain ${ is meant.",
            "B:Key names ${NTF_MISSING_3}, and the environment variable NTF_MISSING_3 is missing or empty: set it, or write $${ where a plain ${ is meant.",
        ]);
    }

    [Fact]
    public void WithEnvironment_Reload_ReadsAgain()
    {
        Environment.SetEnvironmentVariable("NTF_RELOAD_TEST", "1");
        var configuration = Build(("Key", "${NTF_RELOAD_TEST}"));
        var view = configuration.WithEnvironment();
        var reloads = 0;
        using var watch = Microsoft.Extensions.Primitives.ChangeToken.OnChange(view.GetReloadToken, () => reloads++);
        Environment.SetEnvironmentVariable("NTF_RELOAD_TEST", "2");
        configuration.Reload();
        (reloads, view["Key"]).ShouldBe((1, "2"));
    }

    private static IConfigurationRoot Build(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(static v => v.Key, static v => (string?)v.Value, StringComparer.Ordinal)).Build();

    private sealed class Settings
    {
        public string? Key { get; set; }

        public int Count { get; set; }

        public Dictionary<string, string> Keys { get; } = [];
    }
}
