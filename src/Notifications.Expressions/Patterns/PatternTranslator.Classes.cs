using System.Globalization;

namespace Notifications.Expressions.Patterns;

/// <content>Escapes and bracketed classes.</content>
internal sealed partial class PatternTranslator
{
    private void ReadEscape()
    {
        var kind = _at + 1 < source.Length ? source[_at + 1] : '\0';
        switch (kind)
        {
            case 'A' or 'z' or 'b' or 'B':
                Append(2, $"\\{kind}");
                return;
            case 'Q':
                ReadQuoted();
                return;
        }

        var set = new CodePointSet();
        if (TryAddNamed(set))
            Append(0, set.Write(isNegated: false));
        else if (TryReadCodePoint(out var codePoint))
            AppendLiteral(codePoint, 0);
    }

    private void ReadQuoted()
    {
        var end = source.IndexOf(@"\E", _at + 2, StringComparison.Ordinal);
        var stop = end < 0 ? source.Length : end;
        for (_at += 2; _at < stop;)
        {
            var codePoint = char.IsSurrogatePair(source, _at) ? char.ConvertToUtf32(source, _at) : source[_at];
            AppendLiteral(codePoint, codePoint > 0xFFFF ? 2 : 1);
        }

        _at = end < 0 ? stop : stop + 2;
    }

    private void ReadClass()
    {
        var set = new CodePointSet();
        _at++;
        var isNegated = _at < source.Length && source[_at] == '^';
        if (isNegated)
            _at++;
        for (var isFirst = true; Error is null; isFirst = false)
        {
            if (_at >= source.Length)
                Fail("A class does not end.");
            else if (source[_at] == ']' && !isFirst)
                break;
            else if (!TryAddPosix(set) && !TryAddNamed(set))
                AddRange(set);
        }

        if (Error is null)
            Append(1, set.Write(isNegated));
    }

    private void AddRange(CodePointSet set)
    {
        if (!TryReadMember(out var from))
            return;
        var to = from;
        if (_at + 1 < source.Length && source[_at] == '-' && source[_at + 1] != ']')
        {
            _at++;
            if (!TryReadMember(out to))
                return;
        }

        if (to < from)
            Fail("A range of a class runs downwards.");
        else
            set.Add(from, to);
    }

    private bool TryReadMember(out int codePoint)
    {
        codePoint = 0;
        if (_at >= source.Length)
        {
            Fail("A class does not end.");
            return false;
        }

        if (source[_at] == '\\')
            return TryReadCodePoint(out codePoint);
        codePoint = char.IsSurrogatePair(source, _at) ? char.ConvertToUtf32(source, _at) : source[_at];
        _at += codePoint > 0xFFFF ? 2 : 1;
        return true;
    }

    private bool TryAddPosix(CodePointSet set)
    {
        if (string.CompareOrdinal(source, _at, "[:", 0, 2) != 0 || source.IndexOf(":]", _at + 2, StringComparison.Ordinal) is var end && end < 0)
            return false;
        var isNegated = source[_at + 2] == '^';
        var name = source[(_at + (isNegated ? 3 : 2))..Math.Max(end, _at + (isNegated ? 3 : 2))];
        if (name.Length < 2 || !PatternClass.TryAdd(set, name, isNegated))
            Fail($"There is no class '[:{name}:]'.");
        _at = end + 2;
        return true;
    }

    private bool TryAddNamed(CodePointSet set)
    {
        if (source[_at] != '\\' || _at + 1 >= source.Length)
            return false;
        var kind = source[_at + 1];
        if (kind is 'd' or 'w' or 's' or 'D' or 'W' or 'S')
        {
            _at += 2;
            return PatternClass.TryAdd(set, char.ToLowerInvariant(kind).ToString(), char.IsAsciiLetterUpper(kind));
        }

        if (kind is not ('p' or 'P'))
            return false;
        var isBraced = _at + 2 < source.Length && source[_at + 2] == '{';
        var end = isBraced ? source.IndexOf('}', _at) : Math.Min(_at + 2, source.Length - 1);
        var name = end < 0 ? "" : isBraced ? source[(_at + 3)..end] : source[end].ToString();
        var isNegated = name.StartsWith('^') != (kind == 'P');
        name = name.TrimStart('^');
        if (PatternClass.IsCategory(name))
            set.AddCategory(name, isNegated);
        else
            Fail($"The class \\p{{{name}}} is not supported; general categories are.", CelErrorCode.Unsupported);
        _at = end + 1;
        return true;
    }

    private bool TryReadCodePoint(out int codePoint)
    {
        codePoint = 0;
        var kind = _at + 1 < source.Length ? source[_at + 1] : '\0';
        var simple = "afnrtv".IndexOf(kind, StringComparison.Ordinal);
        if (simple >= 0 || (kind is > '\0' and < '\x7F' && !char.IsAsciiLetterOrDigit(kind)))
        {
            codePoint = simple >= 0 ? "\a\f\n\r\t\v"[simple] : kind;
            _at += 2;
            return true;
        }

        if (kind == 'x')
            return TryReadHex(out codePoint);
        var octal = 0;
        while (octal < 3 && _at + 1 + octal < source.Length && source[_at + 1 + octal] is >= '0' and <= '7')
            codePoint = (codePoint * 8) + source[_at + 1 + octal++] - '0';
        if (octal == 3 || (octal > 0 && kind == '0'))
        {
            _at += 1 + octal;
            return true;
        }

        if (char.IsAsciiDigit(kind) || kind == 'k')
            Fail("Backreferences are not supported: they have no linear-time equivalent.", CelErrorCode.Unsupported);
        else
            Fail("An escape that RE2 does not have.");
        return false;
    }

    private bool TryReadHex(out int codePoint)
    {
        var isBraced = _at + 2 < source.Length && source[_at + 2] == '{';
        var start = _at + (isBraced ? 3 : 2);
        var end = isBraced ? source.IndexOf('}', start) : start + 2;
        codePoint = 0;
        if (end < start || end > source.Length || end - start > 8
            || !int.TryParse(source.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out codePoint)
            || codePoint is < 0 or > 0x10FFFF)
        {
            Fail("An escape '\\x' takes two hexadecimal digits, or a code point in braces.");
            return false;
        }

        _at = isBraced ? end + 1 : end;
        return true;
    }
}
