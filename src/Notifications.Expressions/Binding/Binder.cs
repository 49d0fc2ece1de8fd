using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Syntax;

namespace Notifications.Expressions.Binding;

/// <summary>Turns a parsed expression into evaluators and checks names and types on the way. Finds all errors, not only the first.</summary>
internal sealed partial class Binder(NameTable names, CelLimits limits, bool isChecked, CelMemberCheck? memberCheck = null)
{
    private const int MaxErrors = 20;

    private readonly List<CelError> _errors = [];
    private readonly List<(string Name, CelType Type)> _locals = [];

    public IReadOnlyList<CelError> Errors => _errors;

    public bool UsesLocals { get; private set; }

    public Bound Bind(Expression expression) => expression switch
    {
        LiteralExpression literal => new(new ConstantEvaluator(literal.Value), TypeRules.Of(literal.Value.Kind)),
        NameExpression name => BindName(name),
        SelectExpression select => BindSelect(select),
        IndexExpression index => BindIndex(index),
        CallExpression call => BindCall(call),
        ListExpression list => BindList(list),
        MapExpression map => BindMap(map),
        ConditionalExpression conditional => BindConditional(conditional),
        LogicalExpression logical => BindLogical(logical),
        UnaryExpression unary => BindUnary(unary),
        BinaryExpression binary => BindBinary(binary),
        _ => throw new InvalidOperationException($"No rule binds a {expression.GetType().Name}."),
    };

    /// <summary>Proves that the whole gives the type that its place needs.</summary>
    public void Require(CelType expected, in Bound bound, CelPosition position)
    {
        if (!TypeRules.Accepts(expected, bound.Type))
            Report(new CelError(CelErrorCode.WrongResultType, $"The expression gives a {bound.Type}; its place needs a {expected}.", position));
    }

    private Bound[] BindAll(Expression[] expressions) => Array.ConvertAll(expressions, Bind);

    private static Evaluator[] Evaluators(Bound[] bound) => Array.ConvertAll(bound, static b => b.Evaluator);

    private Bound BindList(ListExpression list)
    {
        var elements = BindAll(list.Elements);
        var type = CelType.List(TypeRules.Common(elements));
        if (!Array.TrueForAll(elements, static e => e.Constant is not null))
            return new(new ListEvaluator(Evaluators(elements)), type);
        // A list of constants is made once: conditions look values up in such lists.
        return new(new ConstantEvaluator(CelValue.FromList(Array.ConvertAll(elements, static e => e.Constant!.Value))), type);
    }

    private Bound BindMap(MapExpression map)
    {
        var (keys, values) = (BindAll(map.Keys), BindAll(map.Values));
        var key = TypeRules.Common(keys);
        if (key.Kind is not (null or CelKind.Bool or CelKind.Int or CelKind.UInt or CelKind.String))
            Report(new CelError(CelErrorCode.InvalidMapKey, $"A key of a map is a bool, an int, a uint or a string, no {key}.", map.Position));
        return new(new MapEvaluator(Evaluators(keys), Evaluators(values), map.Position), CelType.Map(key, TypeRules.Common(values)));
    }

    private Bound BindIndex(IndexExpression index)
    {
        var (operand, key) = (Bind(index.Operand), Bind(index.Index));
        var found = operand.Type.Kind switch
        {
            null => CelType.Dyn,
            CelKind.List when key.Type.IsNumber || key.Type.IsDyn => operand.Type.Element,
            CelKind.Map when TypeRules.HaveEquality(operand.Type.Key!, key.Type) => operand.Type.Element,
            _ => null,
        };
        if (found is null)
            return Mismatch($"A {operand.Type} has no index of the type {key.Type}.", index.Position);
        return new(new IndexEvaluator(operand.Evaluator, key.Evaluator, index.Position), found);
    }

    private Bound BindConditional(ConditionalExpression conditional)
    {
        var condition = Bind(conditional.Condition);
        Bound[] results = [Bind(conditional.WhenTrue), Bind(conditional.WhenFalse)];
        if (!TypeRules.Accepts(CelType.Bool, condition.Type))
            Mismatch($"The condition of '?:' is a {condition.Type}, no bool.", conditional.Position);
        return new(
            new ConditionalEvaluator(condition.Evaluator, results[0].Evaluator, results[1].Evaluator, conditional.Position),
            TypeRules.Common(results));
    }

    // Errors that checking would find become values where it is off, and a run may yet absorb them.
    private Bound Fail(CelError error)
    {
        Report(error);
        return new(new ErrorEvaluator(error), CelType.Dyn);
    }

    private Bound Mismatch(string message, CelPosition position) => Fail(new CelError(CelErrorCode.NoSuchOverload, message, position));

    private void Report(CelError error, bool always = false)
    {
        if ((isChecked || always) && _errors.Count < MaxErrors)
            _errors.Add(error);
    }
}
