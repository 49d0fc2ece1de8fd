using System.Globalization;

namespace Notifications.Expressions.Tests.Fuzzing;

/// <summary>Writes random expressions, most of them well typed, from a seed.</summary>
internal sealed class ExpressionGenerator(int seed)
{
    private static readonly string[] s_types = ["bool", "int", "uint", "double", "string", "bytes", "list", "words", "map", "timestamp", "duration", "type"];
    private readonly Random _random = new(seed);
    private readonly Stack<(string Name, string Type)> _locals = new();

    public string Next() => Write(_random.Next(3) == 0 ? Pick(s_types) : "bool", 1 + _random.Next(5));

    private string Write(string type, int depth)
    {
        // Now and then a type that does not fit: errors, and what absorbs them, are part of the language.
        if (_random.Next(40) == 0)
            type = Pick(s_types);
        var locals = _locals.Where(l => l.Type == type).Select(static l => l.Name).ToArray();
        if (locals.Length > 0 && _random.Next(2) == 0)
            return Pick(locals);
        return depth <= 0 || _random.Next(8) == 0 ? Leaf(type) : Inner(type, depth - 1);
    }

    private string Leaf(string type) => type switch
    {
        "bool" => Pick("true", "false", "b", "1/0 > 0"),
        "int" => Pick("0", "1", "2", "-1", "7", "42", "-3", "100", "i", "9223372036854775807", "-9223372036854775808", "0x1F", "1000000"),
        "uint" => Pick("0u", "1u", "3u", "u", "42u", "18446744073709551615u", "9223372036854775808u"),
        "double" => Pick("0.0", "1.0", "-1.5", "2.5", "d", "1e3", "3.0", "0.1", "1e20", "-0.25", "7.0", "1.0/0.0"),
        "string" => Pick("''", "'a'", "'abc'", "'b'", "s", "'Abc'", "'eu'", "'a,b,c'", "'12'", "'-4'", "'1.5'", "'true'", "'l'", "'z\\n'", "'ñ'", "' x '"),
        "bytes" => Pick("b''", "b'a'", "b'abc'", "b'\\xff'", "b'ñ'"),
        "list" => Pick("[]", "list", "[1]", "[3, 1, 2]", "[1, 2u, 3.0]", "[0, -1]"),
        "words" => Pick("words", "['a', 'b']", "[]", "['eu']", "['abc', '', 'b']"),
        "map" => Pick("map", "{}", "{'a': 1}", "{'b': 2, 'c': 3}", "{'abc': 0}"),
        "timestamp" => $"timestamp('{Pick("2009-02-13T23:31:30Z", "1970-01-01T00:00:00Z", "2024-02-29T12:00:00.5Z", "1999-12-31T23:59:59.123456789Z", "2001-01-01T01:30:00+02:00")}')",
        "duration" => $"duration('{Pick("0", "1s", "90m", "-1.5h", "300ms", "1h2m3s", "1ns", "100us", "-3s")}')",
        _ => Pick("int", "string", "type", "list", "google.protobuf.Timestamp", "null_type"),
    };

    private string Inner(string type, int depth) => type switch
    {
        "bool" => Bool(depth),
        "int" => Int(depth),
        "uint" => Pick(
            () => Binary("uint", depth, "+", "-", "*", "/", "%"), () => $"uint({Write("int", depth)})", () => $"uint({Write("double", depth)})", () => Choice("uint", depth)),
        "double" => Pick(
            () => Binary("double", depth, "+", "-", "*", "/"), () => $"double({Write("int", depth)})", () => $"double({Write("uint", depth)})",
            () => $"-({Write("double", depth)})", () => Choice("double", depth)),
        "string" => Text(depth),
        "bytes" => Pick(() => Binary("bytes", depth, "+"), () => $"bytes({Write("string", depth)})", () => Choice("bytes", depth)),
        "list" => Pick(
            () => $"[{Write("int", depth)}, {Write("int", depth)}]", () => Binary("list", depth, "+"), () => Macro("list", "filter", "int", "bool", depth),
            () => Macro("list", "map", "int", "int", depth), () => Choice("list", depth), () => MapWithFilter(depth)),
        "words" => Pick(
            () => $"[{Write("string", depth)}, {Write("string", depth)}]", () => $"({Write("string", depth)}).split({Pick("','", "'b'", "'l'")})",
            () => Macro("words", "filter", "string", "bool", depth), () => Macro("words", "map", "string", "string", depth), () => Binary("words", depth, "+")),
        "map" => Pick(
            () => $"{{{Write("string", depth)}: {Write("int", depth)}}}", () => $"{{'k': {Write("int", depth)}, {Write("string", depth)}: {Write("int", depth)}}}",
            () => Choice("map", depth)),
        "timestamp" => Pick(
            () => $"({Write("timestamp", depth)} + {Write("duration", depth)})", () => $"({Write("timestamp", depth)} - {Write("duration", depth)})",
            () => Choice("timestamp", depth)),
        "duration" => Pick(
            () => Binary("duration", depth, "+", "-"), () => $"({Write("timestamp", depth)} - {Write("timestamp", depth)})", () => Choice("duration", depth)),
        _ => $"type({Write(Pick(s_types), depth)})",
    };

    private string Bool(int depth)
    {
        var type = Pick(s_types);
        return Pick(
            () => $"({Write("bool", depth)} && {Write("bool", depth)})",
            () => $"({Write("bool", depth)} || {Write("bool", depth)})",
            () => $"!({Write("bool", depth)})",
            () => Choice("bool", depth),
            () => $"({Write(type, depth)} {Pick("==", "!=")} {Write(type, depth)})",
            () => $"({Write(type, depth)} {Pick("==", "!=")} {Write(Pick(s_types), depth)})",
            () => $"({Write(Pick("int", "uint", "double"), depth)} {Pick("==", "!=", "<", "<=", ">", ">=")} {Write(Pick("int", "uint", "double"), depth)})",
            () => $"({Write(type, depth)} {Pick("<", "<=", ">", ">=")} {Write(type, depth)})",
            () => $"({Write(Pick("int", "uint", "double"), depth)} in {Write("list", depth)})",
            () => $"({Write("string", depth)} in {Write("words", depth)})",
            () => $"({Write("string", depth)} in {Write("map", depth)})",
            () => $"({Write("string", depth)}).{Pick("contains", "startsWith", "endsWith")}({Write("string", depth)})",
            () => $"({Write("string", depth)}).matches({Pick("'a+'", "'^[a-z]*$'", "'(a|b)c?'", "'\\\\\\\\d+'".Replace("\\\\\\\\", "\\\\", StringComparison.Ordinal), "'.'", "'(?i)ABC'", "'^$'", "'[^a]'")})",
            () => Macro("list", Pick("all", "exists", "exists_one"), "int", "bool", depth),
            () => Macro("words", Pick("all", "exists", "exists_one"), "string", "bool", depth),
            () => Macro("map", Pick("all", "exists", "exists_one"), "string", "bool", depth),
            () => $"has({Pick("map", "{'a': 1}", "{}")}.{Pick("a", "b", "c")})",
            () => $"bool({Write("string", depth)})",
            () => $"({Write("string", depth)} == null)");
    }

    private string Int(int depth) => Pick(
        () => Binary("int", depth, "+", "-", "*", "/", "%"),
        () => $"-({Write("int", depth)})",
        () => $"size({Write(Pick("string", "bytes", "list", "words", "map"), depth)})",
        () => $"({Write(Pick("string", "list", "map"), depth)}).size()",
        () => $"({Write("list", depth)})[{Write("int", depth)}]",
        () => $"({Write("map", depth)})[{Write("string", depth)}]",
        () => $"({Write("map", depth)}).{Pick("a", "b", "k")}",
        () => $"int({Write(Pick("uint", "double", "timestamp"), depth)})",
        () => $"int({Pick("'12'", "'-4'", "'x'")})",
        () => $"({Write("string", depth)}).{Pick("indexOf", "lastIndexOf")}({Write("string", depth)})",
        () => $"({Write("timestamp", depth)}).{Pick("getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getHours", "getMinutes", "getSeconds", "getMilliseconds", "getDayOfYear")}({Pick("", "", "'+02:00'", "'-09:30'", "'UTC'", "'America/New_York'")})",
        () => $"({Write("duration", depth)}).{Pick("getHours", "getMinutes", "getSeconds", "getMilliseconds")}()",
        () => Choice("int", depth));

    private string Text(int depth) => Pick(
        () => Binary("string", depth, "+"),
        () => $"string({Write(Pick("int", "uint", "double", "bool", "bytes", "timestamp", "duration", "string"), depth)})",
        () => $"({Write("string", depth)}).substring({_random.Next(4).ToString(CultureInfo.InvariantCulture)})",
        () => $"({Write("string", depth)}).charAt({Write("int", depth)})",
        () => $"({Write("string", depth)}).{Pick("lowerAscii", "upperAscii", "trim")}()",
        () => $"({Write("string", depth)}).replace({Pick("'a'", "'b'", "'l'", "'abc'")}, {Write("string", depth)})",
        () => $"({Write("words", depth)}).join({Pick("", "','", "'-'")})",
        () => $"'%s-%d'.format([{Write(Pick("string", "bool", "int", "double", "words", "timestamp"), depth)}, {Write("int", depth)}])",
        () => $"'%.2f %x'.format([{Write("double", depth)}, {Write("int", depth)}])",
        () => $"strings.quote({Write("string", depth)})",
        () => $"({Write("words", depth)})[{Write("int", depth)}]",
        () => Choice("string", depth));

    private string Choice(string type, int depth) => $"({Write("bool", depth)} ? {Write(type, depth)} : {Write(type, depth)})";

    private string Binary(string type, int depth, params string[] operators) => $"({Write(type, depth)} {Pick(operators)} {Write(type, depth)})";

    private string Macro(string range, string macro, string element, string body, int depth)
    {
        var source = Write(range, depth);
        var name = $"v{_locals.Count.ToString(CultureInfo.InvariantCulture)}";
        _locals.Push((name, element));
        var text = $"({source}).{macro}({name}, {Write(body, depth)})";
        _locals.Pop();
        return text;
    }

    private string MapWithFilter(int depth)
    {
        var source = Write("list", depth);
        var name = $"v{_locals.Count.ToString(CultureInfo.InvariantCulture)}";
        _locals.Push((name, "int"));
        var text = $"({source}).map({name}, {Write("bool", depth)}, {Write("int", depth)})";
        _locals.Pop();
        return text;
    }

    private string Pick(params string[] options) => options[_random.Next(options.Length)];

    private string Pick(params Func<string>[] options) => options[_random.Next(options.Length)]();
}
