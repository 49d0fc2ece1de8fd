using System.Text.Json;

namespace Notifications.Expressions.Values;

/// <summary>Goes through a list once. A JSON array is walked, since indexing one from its start each time would be quadratic.</summary>
internal struct ListCursor
{
    private readonly CelValue _list;
    private readonly int _count;
    private readonly bool _isJson;
    private JsonElement.ArrayEnumerator _json;
    private int _index;

    public ListCursor(in CelValue list)
    {
        _list = list;
        _index = -1;
        _isJson = list.Content is null;
        if (_isJson)
            _json = list.Json.EnumerateArray();
        else
            _count = ListAccess.Count(list);
    }

    public readonly CelValue Current => _isJson ? CelValue.FromJson(_json.Current) : ListAccess.At(_list, _index);

    public bool MoveNext() => _isJson ? _json.MoveNext() : ++_index < _count;
}
