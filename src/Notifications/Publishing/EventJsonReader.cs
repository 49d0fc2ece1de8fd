using System.Text.Json;

namespace Notifications.Publishing;

/// <summary>Reads one event in one pass. The first thing that is wrong ends it.</summary>
internal ref struct EventJsonReader
{
    public const int MaxDepth = 128;

    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _json;
    private uint _seen;
    private bool _isCloudEvent;
    private bool _drill;
    private string? _type;
    private string? _id;
    private string? _source;
    private string? _subject;
    private string? _tenantId;
    private string? _correlationKey;
    private string? _idempotencyKey;
    private string? _traceParent;
    private DateTimeOffset? _time;
    private Severity? _severity;
    private NotificationStatus _status;
    private LabelSet? _labels;
    private ReadOnlySpan<byte> _data;

    public EventJsonReader(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    public NotificationError? Error { get; private set; }

    public NotificationEvent? Read()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Error = new(NotificationErrorCode.InvalidData, $"The event is {Kind(_json.TokenType)}: write an object with at least a \"type\".");
            return null;
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var member = EventMemberNames.Find(_json);
            if (member != EventMember.Other && (_seen & (1u << (int)member)) != 0)
                return Refuse($"{_json.GetString()} is given twice: remove one.");
            _seen |= 1u << (int)member;
            _json.Read();
            ReadMember(member);
            if (Error is not null)
                return null;
        }

        // What follows the object is an error that the reader finds.
        _json.Read();
        return Finish();
    }

    private NotificationEvent? Finish()
    {
        if (string.IsNullOrEmpty(_type))
            return Refuse("type is missing: give the event a type such as \"order.failed\".");
        if (_isCloudEvent && _labels is null && !_data.IsEmpty && !TryReadDataLabels())
            return null;
        return new NotificationEvent
        {
            Type = _type,
            Id = _id,
            Source = _source,
            Subject = _subject,
            Time = _time,
            Stated = _severity,
            Status = _status,
            TenantId = _tenantId,
            Labels = _labels ?? LabelSet.Empty,
            Data = _data.IsEmpty ? null : EventData.FromUtf8(_data),
            CorrelationKey = _correlationKey,
            IdempotencyKey = _idempotencyKey,
            TraceParent = _traceParent,
            Drill = _drill,
        };
    }

    private void ReadMember(EventMember member)
    {
        if (_json.TokenType == JsonTokenType.Null)
            return;
        switch (member)
        {
            case EventMember.Other:
                _json.Skip();
                break;
            case EventMember.Data:
                ReadData();
                break;
            case EventMember.BinaryData:
                Refuse("data_base64 is binary: send JSON as \"data\".");
                break;
            case EventMember.Labels:
                ReadLabels();
                break;
            case EventMember.Drill:
                ReadDrill();
                break;
            default:
                if (_json.TokenType == JsonTokenType.String)
                    ReadText(member, _json.GetString()!);
                else
                    Refuse($"{member} is {Kind(_json.TokenType)}: write it as text.");
                break;
        }
    }

    private void ReadText(EventMember member, string text)
    {
        switch (member)
        {
            case EventMember.SpecVersion:
                _isCloudEvent = true;
                if (text is not ("1.0" or "1.0.0" or "1.0.1" or "1.0.2"))
                    Refuse($"specversion is '{Shorten(text)}': only CloudEvents 1.0 are read.");
                break;
            case EventMember.Type: _type = text; break;
            case EventMember.Id: _id = text; break;
            case EventMember.Source: _source = text; break;
            case EventMember.Subject: _subject = text; break;
            case EventMember.TenantId: _tenantId = text; break;
            case EventMember.CorrelationKey: _correlationKey = text; break;
            case EventMember.IdempotencyKey: _idempotencyKey = text; break;
            case EventMember.TraceParent: _traceParent = text; break;
            case EventMember.Time:
                ReadTime(text);
                break;
            case EventMember.Severity:
                if (SeverityNames.TryParse(text, out var severity))
                    _severity = severity;
                else
                    Refuse($"severity is '{Shorten(text)}': use info, low, medium, high or critical.");
                break;
            case EventMember.Status:
                if (!StatusNames.TryParse(text, out _status))
                    Refuse($"status is '{Shorten(text)}': use firing, acknowledged, resolved or none.");
                break;
        }
    }

    private void ReadTime(string text)
    {
        // Without an offset the instant would depend on where it is read.
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && _json.TryGetDateTimeOffset(out var time))
            _time = time;
        else
            Refuse($"time is '{Shorten(text)}': write it by RFC 3339, for example 2026-01-31T12:00:00Z.");
    }

    // A CloudEvents attribute of type Boolean is a JSON truth value; where it came through a header it is text.
    private void ReadDrill()
    {
        if (_json.TokenType is JsonTokenType.True or JsonTokenType.False)
            _drill = _json.GetBoolean();
        else if (_json.TokenType != JsonTokenType.String || !bool.TryParse(_json.GetString(), out _drill))
            Refuse("drill is no truth value: write true or false.");
    }

    private void ReadData()
    {
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        _data = _utf8[start..(int)_json.BytesConsumed];
    }

    private void ReadLabels()
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            Refuse($"labels is {Kind(_json.TokenType)}: write an object of texts.");
        else if (!LabelJson.TryRead(ref _json, out _labels, out var problem))
            Refuse($"{problem}.");
    }

    private bool TryReadDataLabels()
    {
        if (LabelJson.TryFind(_data, MaxDepth, out var labels, out var problem))
        {
            _labels = labels;
            return true;
        }

        Refuse($"data.{problem}.");
        return false;
    }

    private NotificationEvent? Refuse(string message)
    {
        Error = new(NotificationErrorCode.InvalidAttribute, message);
        return null;
    }

    private static string Shorten(string text) => text.Length <= 32 ? text : string.Concat(text.AsSpan(0, 31), "…");

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        JsonTokenType.Null => "null",
        _ => "a text",
    };
}
