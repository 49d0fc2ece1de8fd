using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Syntax;

namespace Notifications.Expressions.Binding;

/// <content>Operators.</content>
internal sealed partial class Binder
{
    private Bound BindLogical(LogicalExpression logical)
    {
        var terms = BindAll(logical.Terms);
        for (var i = 0; i < terms.Length; i++)
        {
            if (!TypeRules.Accepts(CelType.Bool, terms[i].Type))
                Mismatch($"A side of '{(logical.IsAnd ? "&&" : "||")}' is a {terms[i].Type}, no bool.", logical.Terms[i].Position);
        }

        return new(new LogicalEvaluator(logical.IsAnd, Evaluators(terms), logical.Position), CelType.Bool);
    }

    private Bound BindUnary(UnaryExpression unary)
    {
        var operand = Bind(unary.Operand);
        if (unary.Operation == TokenKind.Not)
        {
            if (!TypeRules.Accepts(CelType.Bool, operand.Type))
                Mismatch($"The operand of '!' is a {operand.Type}, no bool.", unary.Position);
            return new(new NotEvaluator(operand.Evaluator, unary.Position), CelType.Bool);
        }

        if (operand.Type.Kind is not (null or CelKind.Int or CelKind.Double))
            Mismatch($"A {operand.Type} has no negative.", unary.Position);
        return new(new NegateEvaluator(operand.Evaluator, unary.Position), operand.Type);
    }

    private Bound BindBinary(BinaryExpression binary)
    {
        var (left, right) = (Bind(binary.Left), Bind(binary.Right));
        if (TypeRules.ArithmeticOf(binary.Operation) is { } arithmetic)
        {
            var evaluator = new ArithmeticEvaluator(arithmetic, left.Evaluator, right.Evaluator, binary.Position);
            return new(evaluator, TypeRules.Arithmetic(arithmetic, left.Type, right.Type) ?? NoOperator(binary, left, right));
        }

        return new(BindRelation(binary, left, right), CelType.Bool);
    }

    private Evaluator BindRelation(BinaryExpression binary, Bound left, Bound right)
    {
        switch (binary.Operation)
        {
            case TokenKind.Equal or TokenKind.NotEqual:
                if (!TypeRules.HaveEquality(left.Type, right.Type))
                    Mismatch($"A {left.Type} never equals a {right.Type}.", binary.Position);
                if (right.Constant is { Kind: CelKind.String } text)
                    return new EqualsTextEvaluator(left.Evaluator, text.Text, binary.Operation == TokenKind.NotEqual);
                return new EqualsEvaluator(left.Evaluator, right.Evaluator, binary.Operation == TokenKind.NotEqual);
            case TokenKind.In:
                if (TypeRules.KeyOf(right.Type) is not { } key)
                    Mismatch($"The right side of 'in' is a {right.Type}, no list or map.", binary.Position);
                else if (!TypeRules.HaveEquality(left.Type, key))
                    Mismatch($"A {left.Type} never is in a {right.Type}.", binary.Position);
                if (right.Constant is { Content: CelValue[] items } && Array.TrueForAll(items, static i => i.Kind == CelKind.String))
                    return new InTextsEvaluator(left.Evaluator, Array.ConvertAll(items, static i => i.Text));
                return new InEvaluator(left.Evaluator, right.Evaluator, binary.Position);
            default:
                if (!TypeRules.HaveOrder(left.Type, right.Type))
                    Mismatch($"A {left.Type} and a {right.Type} have no order.", binary.Position);
                var compare = new CompareEvaluator(ComparisonOf(binary.Operation), left.Evaluator, right.Evaluator, binary.Position);
                return right.Constant is { Kind: CelKind.Int } constant ? new CompareIntEvaluator(compare, left.Evaluator, constant.Bits) : compare;
        }
    }

    private CelType NoOperator(BinaryExpression binary, Bound left, Bound right) =>
        Mismatch($"A {left.Type} and a {right.Type} have no operator '{Symbol(binary.Operation)}'.", binary.Position).Type;

    private static char Symbol(TokenKind operation) => "+-*/%"[(int)TypeRules.ArithmeticOf(operation)!.Value];

    private static ComparisonOperator ComparisonOf(TokenKind operation) => operation switch
    {
        TokenKind.Less => ComparisonOperator.Less,
        TokenKind.LessOrEqual => ComparisonOperator.LessOrEqual,
        TokenKind.Greater => ComparisonOperator.Greater,
        _ => ComparisonOperator.GreaterOrEqual,
    };
}
