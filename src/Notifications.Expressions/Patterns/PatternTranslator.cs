using System.Text;

namespace Notifications.Expressions.Patterns;

/// <summary>
/// Writes a pattern of RE2 as one of .NET that means the same: ASCII classes, code points instead of UTF-16 units, <c>$</c> only at the end.
/// </summary>
/// <remarks>
/// Syntax: the RE2 wiki, "Syntax". What RE2 lacks, such as backreferences, is refused; groups capture nothing, since only the match counts.
/// </remarks>
internal sealed partial class PatternTranslator(string source)
{
    // As in RE2; it also holds for the product of nested repetitions.
    private const int MaxRepeat = 1_000;

    private const int MaxSize = 10_000;

    private readonly StringBuilder _result = new();
    private readonly Stack<Group> _groups = new();
    private Group _group = new(false, false, 1, 0);
    private int _at;
    private int _repeatOfLast = 1;
    private int _sizeOfLast;

    public CelError? Error { get; private set; }

    /// <summary>About how many states the automaton has: the characters and classes, as often as they are repeated.</summary>
    public int Size => _group.Size;

    public string? Translate()
    {
        while (_at < source.Length && Error is null)
            TranslateNext();
        if (Error is null && _groups.Count > 0)
            Fail("A group does not end.");
        return Error is null ? _result.ToString() : null;
    }

    private void TranslateNext()
    {
        var unit = source[_at];
        switch (unit)
        {
            case '(':
                OpenGroup();
                break;
            case ')':
                CloseGroup();
                break;
            case '|':
                _at++;
                _result.Append('|');
                break;
            case '*' or '+' or '?':
                _at++;
                _result.Append(unit);
                break;
            case '{' when TryReadRepeat(out var text):
                _result.Append(text);
                break;
            case '^':
                Append(1, _group.IsMultiline ? "(?m:^)" : @"\A");
                break;
            case '$':
                Append(1, _group.IsMultiline ? "(?m:$)" : @"\z");
                break;
            case '.':
                var any = new CodePointSet();
                if (!_group.DotMatchesAll)
                    any.Add('\n', '\n');
                Append(1, any.Write(isNegated: true));
                break;
            case '[':
                ReadClass();
                break;
            case '\\':
                ReadEscape();
                break;
            default:
                var codePoint = char.IsSurrogatePair(source, _at) ? char.ConvertToUtf32(source, _at) : unit;
                AppendLiteral(codePoint, codePoint > 0xFFFF ? 2 : 1);
                break;
        }
    }

    private void Append(int length, string text)
    {
        _at += length;
        _repeatOfLast = 1;
        _sizeOfLast = 1 + (2 * text.AsSpan().Count('|'));
        _group = _group with { Size = _group.Size + _sizeOfLast };
        _result.Append(text);
    }

    private void AppendLiteral(int codePoint, int length)
    {
        var set = new CodePointSet();
        set.Add(codePoint, codePoint);
        Append(length, set.Write(isNegated: false));
    }

    private void OpenGroup()
    {
        var outer = _group;
        if (_at + 1 >= source.Length || source[_at + 1] != '?')
        {
            _at++;
            Push("(?:", outer);
            return;
        }

        _at += 2;
        if (StartsName())
        {
            _at = source.IndexOf('>', _at) + 1;
            if (_at == 0)
                Fail("The name of a group does not end.");
            else
                Push("(?:", outer);
            return;
        }

        ReadFlags(outer);
    }

    private bool StartsName() =>
        string.CompareOrdinal(source, _at, "P<", 0, 2) == 0
        || (_at + 1 < source.Length && source[_at] == '<' && source[_at + 1] is not ('=' or '!'));

    private void ReadFlags(Group outer)
    {
        var inner = _group;
        var (isOn, ignoreCase) = (true, "");
        for (; _at < source.Length; _at++)
        {
            switch (source[_at])
            {
                case '-' when isOn:
                    isOn = false;
                    break;
                case 'i':
                    ignoreCase = isOn ? "i" : "-i";
                    break;
                case 'm':
                    inner = inner with { IsMultiline = isOn };
                    break;
                case 's':
                    inner = inner with { DotMatchesAll = isOn };
                    break;
                case ':':
                    _at++;
                    Push($"(?{ignoreCase}:", outer, inner);
                    return;
                case ')':
                    _at++;
                    _group = inner;
                    _result.Append(ignoreCase.Length > 0 ? $"(?{ignoreCase})" : "");
                    return;
                default:
                    Fail("A group such as '(?=', '(?!', '(?>' or '(?U)' is not supported.", CelErrorCode.Unsupported);
                    return;
            }
        }

        Fail("A group does not end.");
    }

    private void Push(string text, Group outer, Group? inner = null)
    {
        _groups.Push(outer);
        _group = (inner ?? outer) with { Repeat = 1, Size = 0 };
        _result.Append(text);
        if (_groups.Count > 100)
            Fail("The pattern is nested deeper than 100 groups.", CelErrorCode.TooLarge);
    }

    private void CloseGroup()
    {
        if (!_groups.TryPop(out var outer))
        {
            Fail("A ')' without '('.");
            return;
        }

        _at++;
        _result.Append(')');
        _repeatOfLast = _group.Repeat;
        _sizeOfLast = _group.Size;
        _group = outer with { Repeat = Math.Max(outer.Repeat, _repeatOfLast), Size = outer.Size + _sizeOfLast };
    }

    // A brace that starts no repetition stands for itself.
    private bool TryReadRepeat(out string text)
    {
        text = "";
        var end = source.IndexOf('}', _at);
        if (end < 0)
            return false;
        var bounds = source[(_at + 1)..end].Split(',');
        if (bounds.Length > 2 || bounds[0].Length == 0 || bounds.Any(static b => b.Length > 9 || b.AsSpan().ContainsAnyExceptInRange('0', '9')))
            return false;
        var least = int.Parse(bounds[0], System.Globalization.CultureInfo.InvariantCulture);
        var most = bounds.Length < 2 || bounds[1].Length == 0 ? least : int.Parse(bounds[1], System.Globalization.CultureInfo.InvariantCulture);
        var product = (long)Math.Max(Math.Max(least, most), 1) * _repeatOfLast;
        if (product > MaxRepeat || (bounds.Length == 2 && bounds[1].Length > 0 && most < least))
            Fail($"A repetition counts up to {MaxRepeat}, also when nested, and not downwards.");
        var more = _sizeOfLast * (Math.Min(Math.Max(Math.Max(least, most), 1), MaxRepeat) - 1);
        _repeatOfLast = (int)Math.Min(product, MaxRepeat);
        _sizeOfLast += more;
        _group = _group with { Repeat = Math.Max(_group.Repeat, _repeatOfLast), Size = _group.Size + more };
        if (_group.Size > MaxSize)
            Fail("Its repetitions make too large an automaton.", CelErrorCode.TooLarge);
        text = source[_at..(end + 1)];
        _at = end + 1;
        return true;
    }

    private void Fail(string message, CelErrorCode code = CelErrorCode.InvalidPattern) =>
        Error ??= new CelError(code, $"The pattern, at {_at + 1}: {message}");

    private readonly record struct Group(bool IsMultiline, bool DotMatchesAll, int Repeat, int Size);
}
