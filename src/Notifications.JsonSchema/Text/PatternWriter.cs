using System.Globalization;
using System.Text;

namespace Notifications.JsonSchema.Text;

/// <summary>Writes a regular expression of ECMA-262 as one of .NET that means the same: digits and words are ASCII, <c>$</c> is the very end, a character beyond U+FFFF is one.
/// What has no equivalent in linear time is refused.</summary>
internal sealed class PatternWriter(string source)
{
    private const int MaxLength = 1_000;
    private const int MaxSize = 2_000;
    private const int MaxGroups = 50;
    private const string Space = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string Word = "a-zA-Z0-9_";

    private readonly StringBuilder _result = new();
    private readonly Stack<long> _groups = new();
    private int _at;
    private long _sum;
    private long _last;

    public string? Problem { get; private set; }

    /// <summary>About how many states the automaton has: the characters and classes, as often as they are repeated.</summary>
    public int Size => (int)_sum;

    public string? Write()
    {
        if (source.Length > MaxLength)
            Fail($"it has {source.Length:N0} characters, at most {MaxLength:N0} are allowed");
        while (_at < source.Length && Problem is null)
            WriteNext();
        if (Problem is null && _groups.Count > 0)
            Fail("a group is not closed");
        return Problem is null ? _result.ToString() : null;
    }

    private void WriteNext()
    {
        switch (source[_at])
        {
            case '(':
                Open();
                break;
            case ')':
                Close();
                break;
            case '{' when TryReadCount(out var count):
                Repeat(count);
                break;
            case '{' or '}' or ']':
                Atom(1, "\\" + source[_at]);
                break;
            case '^':
                Copy(1, @"\A");
                break;
            case '$':
                Copy(1, @"\z");
                break;
            case '|' or '*' or '+' or '?':
                Copy(1, source[_at].ToString());
                break;
            case '.':
                Atom(1, @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r\u2028\u2029])");
                break;
            case '[':
                ReadClass();
                break;
            case '\\':
                ReadEscape();
                break;
            default:
                var length = char.IsSurrogatePair(source, _at) ? 2 : 1;
                Atom(length, length == 2 ? $"(?:{source.AsSpan(_at, 2)})" : Literal(source[_at]));
                break;
        }
    }

    private void Open()
    {
        var isNamed = string.CompareOrdinal(source, _at, "(?<", 0, 3) == 0 && _at + 3 < source.Length && source[_at + 3] is not ('=' or '!');
        var end = isNamed ? source.IndexOf('>', _at) : -1;
        if (string.CompareOrdinal(source, _at, "(?:", 0, 3) == 0)
            Copy(3, "(?:");
        else if (isNamed && end > 0)
            Copy(end + 1 - _at, "(?:");
        else if (_at + 1 < source.Length && source[_at + 1] == '?')
            Fail("look-around is not supported, it has no equivalent in linear time; write it without, for example as several patterns in 'allOf'");
        else
            Copy(1, "(?:");
        _groups.Push(_sum);
        _sum = _last = 0;
        if (_groups.Count > MaxGroups)
            Fail($"groups are nested deeper than {MaxGroups}");
    }

    private void Close()
    {
        if (!_groups.TryPop(out var outer))
        {
            Fail("a ')' closes nothing");
            return;
        }

        Copy(1, ")");
        _last = _sum;
        _sum += outer;
    }

    private void Repeat((string Text, int Most) count)
    {
        _sum += _last * (Math.Max(count.Most, 1) - 1);
        _last *= Math.Max(count.Most, 1);
        if (_sum > MaxSize)
            Fail($"its counted repetitions come to more than {MaxSize:N0} characters; use smaller counts, '*' or '+', and 'maxLength' for the length");
        else
            Copy(count.Text.Length, count.Text);
    }

    // A brace that starts no repetition stands for itself.
    private bool TryReadCount(out (string Text, int Most) count)
    {
        count = default;
        var end = source.IndexOf('}', _at);
        if (end < 0)
            return false;
        var bounds = source[(_at + 1)..end].Split(',');
        if (bounds.Length > 2 || bounds[0].Length == 0 || Array.Exists(bounds, static b => b.Length > 6 || b.AsSpan().ContainsAnyExceptInRange('0', '9')))
            return false;
        var most = 0;
        foreach (var bound in bounds)
            most = Math.Max(most, bound.Length == 0 ? 0 : int.Parse(bound, CultureInfo.InvariantCulture));
        count = (source[_at..(end + 1)], most);
        return true;
    }

    private void ReadEscape()
    {
        var kind = _at + 1 < source.Length ? source[_at + 1] : '\0';
        if (kind is 'b' or 'B')
            Fail("'\\b' is not supported; write the characters beside the word");
        else if (kind is >= '1' and <= '9' or 'k')
            Fail("back references are not supported, they have no equivalent in linear time");
        else if (ReadMember(false) is { } member)
            Atom(0, member);
    }

    private void ReadClass()
    {
        var text = new StringBuilder("[");
        _at++;
        if (_at < source.Length && source[_at] == '^')
        {
            text.Append('^');
            _at++;
        }

        var start = text.Length;
        while (_at < source.Length && source[_at] != ']' && Problem is null)
        {
            var isRange = source[_at] == '-' && text.Length > start && _at + 1 < source.Length && source[_at + 1] != ']';
            if (isRange)
                _at++;
            text.Append(isRange ? "-" : string.Empty).Append(ReadMember(true));
        }

        if (_at >= source.Length)
            Fail("a class is not closed");
        else if (text.Length == start)
            Atom(1, start == 1 ? @"[^\s\S]" : @"[\s\S]");
        else
            Atom(1, text.Append(']').ToString());
    }

    /// <summary>Reads one character, or a named class; gives it as it stands within brackets, or alone.</summary>
    private string? ReadMember(bool isInClass)
    {
        var unit = source[_at++];
        if (char.IsSurrogate(unit))
            return Fail("a character beyond U+FFFF stands in a class; write it as an alternative: (?:x|y)");
        if (unit != '\\')
            return Literal(unit);
        var kind = _at < source.Length ? source[_at++] : '\0';
        switch (kind)
        {
            case 'd' or 'w' or 's':
                var members = kind == 'd' ? "0-9" : kind == 'w' ? Word : Space;
                return isInClass ? members : $"[{members}]";
            case 'D' or 'W' or 'S' when !isInClass:
                return $"[^{(kind == 'D' ? "0-9" : kind == 'W' ? Word : Space)}]";
            case 'p' or 'P':
                return ReadCategory(kind);
            case 'n' or 'r' or 't' or 'v' or 'f':
                return "\\" + kind;
            case '0':
                return @"\u0000";
            case 'b' when isInClass:
                return @"\u0008";
            case 'x' or 'u':
                return ReadHex(kind == 'x' ? 2 : 4);
            case 'c' when _at < source.Length && char.IsAsciiLetter(source[_at]):
                return Literal((char)(source[_at++] % 32));
            default:
                return kind == '\0' || char.IsAsciiLetterOrDigit(kind) ? Fail($"the escape '\\{(kind == '\0' ? ' ' : kind)}' is not supported") : Literal(kind);
        }
    }

    private string? ReadCategory(char kind)
    {
        var end = _at < source.Length && source[_at] == '{' ? source.IndexOf('}', _at) : -1;
        var name = end < 0 ? string.Empty : source[(_at + 1)..end];
        if (name.Length is 0 or > 2 || !char.IsAsciiLetterUpper(name[0]))
            return Fail("'\\p' is supported for general categories such as \\p{L} and \\p{Nd}");
        _at = end + 1;
        return $"\\{kind}{{{name}}}";
    }

    private string? ReadHex(int digits)
    {
        if (_at + digits > source.Length || !ushort.TryParse(source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            return Fail($"an escape with {digits} hexadecimal digits is expected");
        _at += digits;
        return Literal((char)unit);
    }

    private static string Literal(char unit) => char.IsAsciiLetterOrDigit(unit) ? unit.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");

    private void Copy(int length, string text)
    {
        _at += length;
        _result.Append(text);
    }

    private void Atom(int length, string text)
    {
        Copy(length, text);
        _last = 1;
        _sum++;
    }

    private string? Fail(string problem)
    {
        Problem ??= problem;
        return null;
    }
}
