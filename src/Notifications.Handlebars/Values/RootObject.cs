using System.Text.Json;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Values;

/// <summary>What a template sees at its top: reserved names, then the rule's values, the event's data, its labels, its own members; where these say nothing or null, the defaults of declared variables.</summary>
internal sealed class RootObject : TemplateObject
{
    /// <summary>Names that no payload can take.</summary>
    internal static readonly string[] Reserved = ["event", "actions", "aggregate", "brand", "channel", "locale", "zone", "now"];

    /// <summary>Members of the event that can be read without <c>event.</c>.</summary>
    internal static readonly string[] Shortcuts =
        ["type", "id", "source", "subject", "time", "severity", "status", "firing", "acknowledged", "resolved", "tenant", "correlationKey", "labels", "data"];

    private TemplateContext _context = null!;
    private TemplateDocument _document = null!;
    private BrandObject _brand = null!;
    private JsonElement _data;
    private EventObject? _event;

    /// <summary>Begins another message; the object is used again.</summary>
    public RootObject Reset(TemplateContext context, TemplateDocument document, BrandObject brand)
    {
        _context = context;
        _document = document;
        _brand = brand;
        _event = null;
        _data = context.Event.Data is { } data && data.Root is { ValueKind: JsonValueKind.Object } root ? root : default;
        return this;
    }

    /// <summary>Lets go of the message.</summary>
    public void Clear() => (_context, _document, _brand, _event, _data) = (null!, null!, null!, null, default);

    public override IEnumerable<string> Names => Reserved
        .Concat(_context.Variables.Keys)
        .Concat(_data.ValueKind == JsonValueKind.Object ? _data.EnumerateObject().Select(static p => p.Name) : [])
        .Concat(_context.Event.Labels.Keys)
        .Concat(Shortcuts)
        .Distinct(StringComparer.Ordinal);

    private EventObject Event => _event ??= new EventObject(_context.Event, _context.AcceptedAt);

    public override bool TryGet(string name, out object? value)
    {
        if (TryGetReserved(name, out value))
            return true;
        var isGiven = TryGetGiven(name, out value);
        if (value is not null)
            return true;
        foreach (var variable in _document.Variables)
        {
            if (variable.Default is not null && string.Equals(variable.Name, name, StringComparison.Ordinal))
            {
                value = variable.Default;
                return true;
            }
        }

        return isGiven;
    }

    /// <summary>Finds what the rule, the data, the labels or the event's own members say.</summary>
    public bool TryGetGiven(string name, out object? value)
    {
        if (_context.Variables.TryGetValue(name, out var text))
        {
            value = text;
            return true;
        }

        if (_data.ValueKind == JsonValueKind.Object)
        {
            RenderSession.Current?.Work(_data.GetPropertyCount());
            if (_data.TryGetProperty(name, out var found))
            {
                value = JsonValue.Of(found);
                return true;
            }
        }

        if (_context.Event.Labels.TryGetValue(name, out text))
        {
            value = text;
            return true;
        }

        return EventObject.TryGet(_context.Event, _context.AcceptedAt, name, out value);
    }

    private bool TryGetReserved(string name, out object? value)
    {
        value = name switch
        {
            "event" => Event,
            "actions" => new ArrayList([.. _context.Actions.Select(static a => new ActionObject(a))]),
            "brand" => _brand,
            "channel" => _context.Channel,
            "locale" => _context.Locale,
            "now" => _context.Now,
            "zone" => RenderSession.Current?.Zone.Id,
            "aggregate" => _context.Aggregate is { } aggregate ? new AggregateObject(aggregate) : null,
            _ => this,
        };
        return !ReferenceEquals(value, this);
    }
}
