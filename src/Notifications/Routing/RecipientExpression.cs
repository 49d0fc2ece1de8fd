using System.Globalization;
using Notifications.Configuration;
using Notifications.Expressions;
using Notifications.Routing.Conditions;

namespace Notifications.Routing;

/// <summary>Takes recipients from an event: a string or a list of strings, each an id or an address. What the event says is never taken for more than that.</summary>
internal sealed class RecipientExpression
{
    private const int MaxLength = 1_024;
    private const double LargestId = 1L << 53;
    private readonly CelProgram<EventScope> _program;
    private readonly RecipientKind _kind;

    private RecipientExpression(string source, CelProgram<EventScope> program, RecipientKind kind)
    {
        Source = source;
        _program = program;
        _kind = kind;
    }

    public RecipientKind Kind => _kind;

    public string Source { get; }

    /// <summary>Compiles; null when there is no expression, or an error.</summary>
    public static RecipientExpression? Compile(RuleTarget target, string path, ErrorList errors)
    {
        if (target.RecipientExpression is not { } source || EventExpressions.Compile(source, null, path, errors) is not { } program)
            return null;
        if (program.ResultType.Name is "string" or "list" or "dyn" or "int" or "uint" or "null_type")
            return new(source, program, target.ExpressionKind ?? (target.Channel is null ? RecipientKind.User : RecipientKind.Address));
        errors.Add(path, $"the expression '{source}' gives a {program.ResultType}; write one that gives a string or a list of strings, such as event.data.customer_id");
        return null;
    }

    /// <summary>Finds the recipients, each once.</summary>
    /// <param name="scope">The event.</param>
    /// <param name="limit">At most so many; what is beyond is left out, with a failure.</param>
    /// <param name="failure">Why there are none, or fewer; never the values themselves.</param>
    public List<Recipient> Find(in EventScope scope, int limit, out string? failure)
    {
        List<Recipient> found = [];
        failure = null;
        var result = _program.Evaluate(scope);
        if (result.Error is { } error)
            failure = $"the recipients' expression: {error}";
        else if (result.Value.Kind == CelKind.List)
            AddAll(result.Value.AsList(), limit, found, ref failure);
        else if (result.Value.Kind != CelKind.Null)
            Add(result.Value, found, ref failure);
        return found;
    }

    private void AddAll(IReadOnlyList<CelValue> values, int limit, List<Recipient> found, ref string? failure)
    {
        HashSet<Recipient> seen = [];
        foreach (var value in values)
        {
            var count = found.Count;
            Add(value, found, ref failure);
            if (found.Count == count || seen.Add(found[count]))
                continue;
            found.RemoveAt(count);
        }

        if (found.Count <= limit)
            return;
        failure = $"the recipients' expression gave {found.Count:N0} recipients, only the first {limit:N0} are told; raise Engine:MaxFanOut or send to a group";
        found.RemoveRange(limit, found.Count - limit);
    }

    private void Add(in CelValue value, List<Recipient> found, ref string? failure)
    {
        if (TextOf(value) is not { } text)
            failure = $"the recipients' expression gave a value of the kind {value.Kind}; it has to give strings";
        else if (text.Length > MaxLength || text.AsSpan().ContainsAnyInRange('\0', '\u001F'))
            failure = $"the recipients' expression gave {text.Length:N0} characters; 1 to {MaxLength:N0} without control characters are a recipient";
        else if (text.Length > 0)
            found.Add(new Recipient(_kind, text));
    }

    // Ids are numbers in many a host, and all numbers of JSON are doubles here.
    private static string? TextOf(in CelValue value) => value.Kind switch
    {
        CelKind.String => value.AsString(),
        CelKind.Int => value.AsInt().ToString(CultureInfo.InvariantCulture),
        CelKind.UInt => value.AsUInt().ToString(CultureInfo.InvariantCulture),
        CelKind.Double when value.AsDouble() is var number && double.IsInteger(number) && Math.Abs(number) <= LargestId =>
            ((long)number).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
