using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Syntax;

namespace Notifications.Expressions.Binding;

/// <content><c>all exists exists_one map filter</c>.</content>
internal sealed partial class Binder
{
    private static bool IsMacro(CallExpression call) => (call.Name, call.Arguments.Length) is
        ("all" or "exists" or "exists_one" or "filter" or "map", 2) or ("map", 3);

    private Bound BindMacro(CallExpression call)
    {
        var range = Bind(call.Receiver!);
        if (call.Arguments[0] is not NameExpression { IsRooted: false } variable)
        {
            var message = $"The first argument of {call.Name}() is the name of its variable.";
            return FailMacro(new CelError(CelErrorCode.Syntax, message, call.Arguments[0].Position));
        }


        if (_locals.Count == CelLocals.Capacity)
            return FailMacro(new CelError(CelErrorCode.TooLarge, $"Macros nest {CelLocals.Capacity} deep at most.", call.Position));
        if (TypeRules.KeyOf(range.Type) is not { } element)
        {
            Mismatch($"{call.Name}() goes through a list or a map, no {range.Type}.", call.Position);
            element = CelType.Dyn;
        }

        UsesLocals = true;
        var slot = _locals.Count;
        _locals.Add((variable.Name, element));
        var body = BindAll(call.Arguments[1..]);
        _locals.RemoveAt(slot);
        return MakeMacro(call, range.Evaluator, slot, element, body);
    }

    private Bound MakeMacro(CallExpression call, Evaluator range, int slot, CelType element, Bound[] body)
    {
        var hasPredicate = call.Name != "map" || body.Length == 2;
        if (hasPredicate && !TypeRules.Accepts(CelType.Bool, body[0].Type))
            Mismatch($"The condition of {call.Name}() is a {body[0].Type}, no bool.", call.Arguments[1].Position);
        var first = body[0].Evaluator;
        return call.Name switch
        {
            "all" or "exists" => new(new QuantifierEvaluator(call.Name == "all", range, slot, first, call.Position), CelType.Bool),
            "exists_one" => new(new ExistsOneEvaluator(range, slot, first, call.Position), CelType.Bool),
            "filter" => new(new TransformEvaluator(range, slot, first, null, call.Position), CelType.List(element)),
            _ => new(
                new TransformEvaluator(range, slot, hasPredicate ? first : null, body[^1].Evaluator, call.Position), CelType.List(body[^1].Type)),
        };
    }

    // These are errors of form: they stop the compilation even where names and types are not checked.
    private Bound FailMacro(CelError error)
    {
        Report(error, always: true);
        return new(new ErrorEvaluator(error), CelType.Dyn);
    }
}
