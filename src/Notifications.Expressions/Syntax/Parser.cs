namespace Notifications.Expressions.Syntax;

/// <summary>Recursive descent over the grammar of CEL. The first error ends it: the token turns into the end, and every rule runs out.</summary>
internal sealed partial class Parser
{
    private readonly Lexer _lexer;
    private readonly CelLimits _limits;
    private Token _token;
    private int _depth;
    private CelError? _error;

    private Parser(string source, CelLimits limits)
    {
        _lexer = new Lexer(source);
        _limits = limits;
        Advance();
    }

    public static Expression? Parse(string source, CelLimits limits, out CelError? error)
    {
        if (source.Length > limits.MaxSourceLength)
        {
            error = new CelError(CelErrorCode.TooLarge, $"The source is longer than {limits.MaxSourceLength} characters.", new CelPosition(0, 1, 1));
            return null;
        }

        var parser = new Parser(source, limits);
        var result = parser.ParseExpression();
        if (parser._token.Kind != TokenKind.End)
            parser.Fail("The expression ends before this.");
        error = parser._error;
        return error is null ? result : null;
    }

    private Expression ParseExpression()
    {
        if (!Enter())
            return Nothing();
        var condition = ParseBinary(1);
        if (_token.Kind == TokenKind.Question)
        {
            var position = Take().Position;
            var whenTrue = ParseBinary(1);
            Expect(TokenKind.Colon, "':' and what holds otherwise");
            condition = Checked(new ConditionalExpression(condition, whenTrue, ParseExpression(), position));
        }

        _depth--;
        return condition;
    }

    private Expression ParseBinary(int lowest)
    {
        var left = ParseUnary();
        while (true)
        {
            var level = Precedence(_token.Kind);
            if (level < lowest)
                return left;
            var operation = _token.Kind;
            if (operation is TokenKind.And or TokenKind.Or)
            {
                left = ParseLogical(left, operation, level);
                continue;
            }

            var position = Take().Position;
            left = Checked(new BinaryExpression(operation, left, ParseBinary(level + 1), position));
        }
    }

    private LogicalExpression ParseLogical(Expression first, TokenKind operation, int level)
    {
        var position = _token.Position;
        var terms = new List<Expression> { first };
        while (_token.Kind == operation)
        {
            Take();
            terms.Add(ParseBinary(level + 1));
        }

        return Checked(new LogicalExpression(operation == TokenKind.And, [.. terms], position));
    }

    private Expression ParseUnary()
    {
        if (_token.Kind is not (TokenKind.Not or TokenKind.Minus))
            return ParseMember();
        var operators = new Stack<Token>();
        var kind = _token.Kind;
        while (_token.Kind == kind)
            operators.Push(Take());
        Expression operand;
        if (kind == TokenKind.Minus && _token.Kind is TokenKind.Int or TokenKind.Double)
        {
            // The least int can only be read together with its sign.
            operand = ParsePostfix(ParseNumber(operators.Pop().Position, isNegative: true));
        }
        else
        {
            operand = ParseMember();
        }

        while (operators.TryPop(out var sign))
            operand = Checked(new UnaryExpression(kind, operand, sign.Position));
        return operand;
    }

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.Or => 1,
        TokenKind.And => 2,
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual
            or TokenKind.In => 3,
        TokenKind.Plus or TokenKind.Minus => 4,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 5,
        _ => 0,
    };

    private void Advance()
    {
        _token = _error is null ? _lexer.Next() : new Token(TokenKind.End, _token.Position, 0);
        if (_token.Kind == TokenKind.Error)
            Fail((string)_token.Content!);
    }

    private Token Take()
    {
        var token = _token;
        Advance();
        return token;
    }

    private void Expect(TokenKind kind, string what)
    {
        if (_token.Kind == kind)
            Advance();
        else
            Fail($"Here belongs {what}.");
    }

    private void Fail(string message, CelErrorCode code = CelErrorCode.Syntax, CelPosition? position = null)
    {
        _error ??= new CelError(code, message, position ?? _token.Position);
        _token = new Token(TokenKind.End, _token.Position, 0);
    }

    private bool Enter()
    {
        if (++_depth <= _limits.Depth && System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return true;
        TooDeep();
        return false;
    }

    private T Checked<T>(T expression)
        where T : Expression
    {
        if (expression.Height > _limits.Depth)
            TooDeep();
        return expression;
    }

    private void TooDeep() => Fail($"The expression is nested deeper than {_limits.Depth} levels.", CelErrorCode.TooLarge);

    private LiteralExpression Nothing() => new(default, _token.Position);
}
