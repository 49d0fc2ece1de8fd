using System.Collections.Frozen;

namespace Notifications.Expressions.Syntax;

/// <content>Literals, names, calls, and what may follow them.</content>
internal sealed partial class Parser
{
    private static readonly FrozenSet<string> s_reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "as", "break", "const", "continue", "else", "for", "function", "if", "import",
        "let", "loop", "package", "namespace", "return", "var", "void", "while");

    private Expression ParseMember() => ParsePostfix(ParsePrimary());

    private Expression ParsePostfix(Expression operand)
    {
        while (true)
        {
            switch (_token.Kind)
            {
                case TokenKind.Dot:
                    operand = ParseDot(operand);
                    break;
                case TokenKind.OpenBracket:
                    var position = Take().Position;
                    var index = ParseExpression();
                    Expect(TokenKind.CloseBracket, "']'");
                    operand = Checked(new IndexExpression(operand, index, position));
                    break;
                case TokenKind.OpenBrace when operand is NameExpression or SelectExpression:
                    Fail("Messages of protobuf are not supported; a map is written {'key': value}.", CelErrorCode.Unsupported);
                    return operand;
                default:
                    return operand;
            }
        }
    }

    private Expression ParseDot(Expression operand)
    {
        Take();
        var name = _token;
        if (name.Kind == TokenKind.QuotedName)
        {
            Take();
            return Checked(new SelectExpression(operand, (string)name.Content!, isQuoted: true, name.Position));
        }

        if (name.Kind != TokenKind.Name || name.Content is "true" or "false" or "null")
        {
            Fail("Here belongs the name of a field or a function.");
            return operand;
        }

        Take();
        if (_token.Kind != TokenKind.OpenParen)
            return Checked(new SelectExpression(operand, (string)name.Content!, isQuoted: false, name.Position));
        Take();
        var arguments = ParseList(TokenKind.CloseParen, "')'", allowsTrailingComma: false);
        return Checked(new CallExpression(operand, (string)name.Content!, arguments, name.Position));
    }

    private Expression ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Int or TokenKind.UInt or TokenKind.Double:
                return ParseNumber(token.Position, isNegative: false);
            case TokenKind.String:
                return new LiteralExpression(CelValue.FromString((string)Take().Content!), token.Position);
            case TokenKind.Bytes:
                return new LiteralExpression(CelValue.FromBytes((byte[])Take().Content!), token.Position);
            case TokenKind.OpenParen:
                Take();
                var inner = ParseExpression();
                Expect(TokenKind.CloseParen, "')'");
                return inner;
            case TokenKind.OpenBracket:
                Take();
                return Checked(new ListExpression(ParseList(TokenKind.CloseBracket, "']'", allowsTrailingComma: true), token.Position));
            case TokenKind.OpenBrace:
                return ParseMap();
            case TokenKind.Dot:
                Take();
                return ParseName(isRooted: true);
            case TokenKind.Name:
                return ParseName(isRooted: false);
            default:
                Fail(token.Kind == TokenKind.End ? "The expression ends too early." : "Here belongs a value, a name or '('.");
                return Nothing();
        }
    }

    private Expression ParseNumber(CelPosition position, bool isNegative)
    {
        var token = Take();
        if (NumberLiteral.Read(token, isNegative) is { } value)
            return new LiteralExpression(value, position);
        Fail("The number is out of the range of its type.", position: position);
        return Nothing();
    }

    private Expression ParseName(bool isRooted)
    {
        var token = _token;
        if (token.Kind != TokenKind.Name)
        {
            Fail("Here belongs a name.");
            return Nothing();
        }

        var name = (string)Take().Content!;
        switch (name)
        {
            case "true" or "false":
                return new LiteralExpression(CelValue.FromBool(name == "true"), token.Position);
            case "null":
                return new LiteralExpression(default, token.Position);
            case var _ when s_reserved.Contains(name):
                Fail($"'{name}' is a reserved word.", position: token.Position);
                return Nothing();
        }

        if (_token.Kind != TokenKind.OpenParen)
            return new NameExpression(name, isRooted, token.Position);
        Take();
        return Checked(new CallExpression(null, name, ParseList(TokenKind.CloseParen, "')'", allowsTrailingComma: false), token.Position));
    }

    private Expression[] ParseList(TokenKind end, string what, bool allowsTrailingComma)
    {
        var items = new List<Expression>();
        while (_token.Kind is not TokenKind.End && (_token.Kind != end || (items.Count > 0 && !allowsTrailingComma)))
        {
            items.Add(ParseExpression());
            if (_token.Kind != TokenKind.Comma)
                break;
            Take();
        }

        Expect(end, $"',' or {what}");
        return [.. items];
    }

    private MapExpression ParseMap()
    {
        var position = Take().Position;
        var (keys, values) = (new List<Expression>(), new List<Expression>());
        while (_token.Kind is not (TokenKind.CloseBrace or TokenKind.End))
        {
            keys.Add(ParseExpression());
            Expect(TokenKind.Colon, "':' and the value of the key");
            values.Add(ParseExpression());
            if (_token.Kind != TokenKind.Comma)
                break;
            Take();
        }

        Expect(TokenKind.CloseBrace, "',' or '}'");
        return Checked(new MapExpression([.. keys], [.. values], position));
    }
}
