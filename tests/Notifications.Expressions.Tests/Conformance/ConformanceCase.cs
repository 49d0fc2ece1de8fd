using System.Text.Json;
using System.Text.RegularExpressions;
using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Tests.Conformance;

/// <summary>One test of the suite.</summary>
internal sealed partial class ConformanceCase(JsonElement json)
{
    private readonly List<(string Name, CelType? Type)> _variables = json.TryGetProperty("typeEnv", out var types)
        ? types.EnumerateArray().Where(static t => t.TryGetProperty("ident", out _))
            .Select(static t => (t.GetProperty("name").GetString()!, ConformanceValues.ReadType(t.GetProperty("ident").GetProperty("type")))).ToList()
        : [];

    private readonly Dictionary<string, CelValue?> _bindings = json.TryGetProperty("bindings", out var bindings)
        ? bindings.EnumerateObject().ToDictionary(static b => b.Name, static b => ConformanceValues.Read(b.Value.GetProperty("value")))
        : [];

    public string Name => json.GetProperty("name").GetString()!;

    public string Source => json.GetProperty("expr").GetString()!;

    /// <summary>Whether the test needs messages, enums or wrappers of protobuf: by what it contains, never by its name.</summary>
    public bool NeedsProtobuf()
    {
        if (_variables.Exists(static v => v.Type is null) || _bindings.Values.Any(static b => b is null) || (HasValue(out var value) && value is null))
            return true;
        if (Container.StartsWith("cel.expr.conformance", StringComparison.Ordinal) || MessageName().IsMatch(Source))
            return true;
        return !Environment().TryCompile(Source, null, out _, out var errors) && errors[0].Code == CelErrorCode.Unsupported
            && errors[0].Message.Contains("protobuf", StringComparison.Ordinal);
    }

    /// <summary>Why the test fails; <see langword="null"/> where it passes.</summary>
    public string? Run()
    {
        if (!Environment().TryCompile(Source, null, out var program, out var errors))
            return ExpectsError ? null : $"does not compile: {string.Join(' ', errors)}";
        var result = program.Evaluate(_bindings.ToDictionary(static b => b.Key, static b => b.Value!.Value));
        if (ExpectsError)
            return result.IsSuccess ? $"gives {result.Value}, not an error" : null;
        if (!result.IsSuccess)
            return $"fails: {result.Error}";
        var expected = HasValue(out var value) ? value!.Value : CelValue.FromBool(true);
        return AreSame(expected, result.Value) ? null : $"gives {result.Value.Kind} {result.Value}, not {expected.Kind} {expected}";
    }

    private bool ExpectsError => json.TryGetProperty("evalError", out _);

    private string Container => json.TryGetProperty("container", out var container) ? container.GetString()! : "";

    [GeneratedRegex(@"google\.protobuf\.(?!Timestamp\b|Duration\b)|cel\.expr\.conformance")]
    private static partial Regex MessageName();

    private static bool AreSame(in CelValue expected, in CelValue actual)
    {
        var frame = CelFrame.ForConstants(CelLimits.Default);
        return expected.Kind == actual.Kind
            && (ValueEquality.AreEqual(ref frame, expected, actual) || (expected.Kind == CelKind.Double && double.IsNaN(expected.Real) && double.IsNaN(actual.Real)));
    }

    private bool HasValue(out CelValue? value)
    {
        var found = json.TryGetProperty("value", out var expected)
            || (json.TryGetProperty("typedResult", out var typed) && typed.TryGetProperty("result", out expected));
        value = found ? ConformanceValues.Read(expected) : null;
        return found;
    }

    private CelEnvironment<Dictionary<string, CelValue>> Environment()
    {
        var builder = new CelEnvironmentBuilder<Dictionary<string, CelValue>>().Container(Container);
        foreach (var (name, type) in _variables)
            builder.Variable(name, type ?? CelType.Dyn, c => c.TryGetValue(name, out var value) ? value : CelValue.FromError($"'{name}' is not bound."));
        foreach (var name in _bindings.Keys.Except(_variables.Select(static v => v.Name)))
            builder.Variable(name, CelType.Dyn, c => c[name]);
        if (json.TryGetProperty("disableCheck", out var off) && off.GetBoolean())
            builder.WithoutCheck();
        return builder.Build();
    }
}
