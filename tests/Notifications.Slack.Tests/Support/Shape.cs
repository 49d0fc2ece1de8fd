using System.Text.Json;

namespace Notifications.Slack.Tests.Support;

/// <summary>One object under the eyes of <see cref="SlackSchema"/>.</summary>
internal sealed class Shape
{
    private readonly JsonElement _element;
    private readonly string _what;
    private readonly List<string> _details;

    public Shape(JsonElement element, string what, List<string> details)
    {
        _element = element;
        _what = what;
        _details = details;
        if (element.ValueKind != JsonValueKind.Object)
            Fail("no object");
    }

    public bool IsWrong { get; private set; }

    public string? Type => !IsWrong && _element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    public void Fail(string problem)
    {
        IsWrong = true;
        _details.Add($"{_what}: {problem}");
    }

    public void Only(params ReadOnlySpan<string> names)
    {
        if (IsWrong)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in _element.EnumerateObject())
        {
            if (!names.Contains(member.Name))
                Fail($"unknown field {member.Name}");
            if (!seen.Add(member.Name))
                Fail($"{member.Name} is there twice");
        }
    }

    public void Text(string name, int most, bool required = false, Func<string, bool>? pattern = null)
    {
        if (IsWrong)
            return;
        if (!_element.TryGetProperty(name, out var value))
        {
            if (required)
                Fail($"{name} is missing");
            return;
        }

        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 } text || text.Length > most)
            Fail($"{name} is no text of 1 to {most} characters");
        else if (pattern is not null && !pattern(text))
            Fail($"{name} has not its form");
    }

    public void Truth(string name)
    {
        if (!IsWrong && _element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fail($"{name} is not true or false");
    }

    public void Optional(string name, Func<JsonElement, bool> check)
    {
        if (!IsWrong && _element.TryGetProperty(name, out var value) && !check(value))
            Fail($"{name} is wrong");
    }

    public void Required(string name, Func<JsonElement, bool> check)
    {
        if (!IsWrong && !_element.TryGetProperty(name, out _))
            Fail($"{name} is missing");
        Optional(name, check);
    }

    public void Array(string name, int least, int most, Func<JsonElement, bool> check) => Optional(
        name, value => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() >= least && value.GetArrayLength() <= most && value.EnumerateArray().All(check));

    public void RequiredArray(string name, int least, int most, Func<JsonElement, bool> check)
    {
        Required(name, static _ => true);
        Array(name, least, most, check);
    }
}
