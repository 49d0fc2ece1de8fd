using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Tests.Routing;

namespace Notifications.Tests.Configuration;

public sealed class ConfigurationReloadTests
{
    private const string First = """{"Rules":{"a":{"Targets":["email"]}}}""";

    [Fact]
    public void Reload_GoodChange_SwapsTheSnapshotAndSaysSo()
    {
        using var source = Start(First, out var text);
        List<(long Before, long After)> changes = [];
        source.Changed += (before, after) => changes.Add((before.Version, after.Version));
        var old = source.Current;
        text.Change("""{"Rules":{"a":{"Targets":["email"],"Enabled":false},"b":{"Targets":["email"]}}}""");
        source.Current.Rules.Match(Rules.Event()).ShouldBe(["b"]);
        source.Current.Rules.TryGet("a", out var a).ShouldBeTrue();
        a!.IsEnabled.ShouldBeFalse();
        old.Rules.Match(Rules.Event()).ShouldBe(["a"]);
        changes.ShouldBe([(1, 2)]);
        source.LastReloadErrors.ShouldBeEmpty();
    }

    [Fact]
    public void Reload_BadChange_KeepsWhatRunsAndShowsAllErrors()
    {
        using var source = Start(First, out var text);
        var old = source.Current;
        text.Change("""{"Rules":{"a":{"Targets":["fax"],"Enabld":true}}}""");
        source.Current.ShouldBeSameAs(old);
        source.LastReloadErrors.Select(static e => e.Path).ShouldBe(["Rules:a:Enabld", "Rules:a:Targets:0:Channel"], ignoreOrder: true);
        source.FailedReloads.ShouldBe(1);

        text.Change("""{"Rules":{"c":{"Targets":["email"]}}}""");
        source.Current.Rules.Match(Rules.Event()).ShouldBe(["c"]);
        source.LastReloadErrors.ShouldBeEmpty();
        source.FailedReloads.ShouldBe(1);
    }

    [Fact]
    public void Reload_CodeUnderConfiguration_ComesBackWhenTheKeyIsRemoved()
    {
        ConfigurationText text = null!;
        using var source = Rules.Source(n => n
            .AddRule("a", static r => r.OnEvent("x.*").To("email"))
            .AddConfiguration(ConfigurationText.Root("""{"Rules":{"a":{"EventTypes":["y.*"]}}}""", out text)));
        source.LoadAndValidate(["email"]);
        source.Current.Rules.Match(Rules.Event("y.1")).ShouldBe(["a"]);
        text.Change("{}");
        source.Current.Rules.Match(Rules.Event("y.1")).ShouldBeEmpty();
        source.Current.Rules.Match(Rules.Event("x.1")).ShouldBe(["a"]);
    }

    [Fact]
    public void Reload_CodeThrows_KeepsWhatRuns()
    {
        var fail = false;
        using var source = Rules.Source(n => n.ConfigureEngine(_ =>
        {
            if (fail)
                throw new InvalidOperationException("not now");
        }));
        source.LoadAndValidate([]);
        fail = true;
        source.Reload().ShouldBeFalse();
        source.LastReloadErrors.ShouldHaveSingleItem().Message.ShouldContain("not now");
        source.Current.Version.ShouldBe(1);
    }

    [Fact]
    public void Reload_ListenerThrows_TheChangeIsInForce()
    {
        using var source = Start(First, out _);
        source.Changed += static (_, _) => throw new InvalidOperationException("listener");
        source.Reload().ShouldBeTrue();
        source.Current.Version.ShouldBe(2);
    }

    [Fact]
    public void Dispose_LaterChanges_AreNotTaken()
    {
        var source = Start(First, out var text);
        source.Dispose();
        text.Change("{}");
        source.Current.Version.ShouldBe(1);
    }

    private static ConfigurationSource Start(string json, out ConfigurationText text)
    {
        var root = ConfigurationText.Root(json, out text);
        var source = Rules.Source(n => n.AddConfiguration(root));
        source.LoadAndValidate(["email"]);
        return source;
    }
}
