using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Functions;
using Notifications.Expressions.Patterns;
using Notifications.Expressions.Syntax;
using Notifications.Spelling;

namespace Notifications.Expressions.Binding;

/// <content>Functions and methods.</content>
internal sealed partial class Binder
{
    private Bound BindCall(CallExpression call)
    {
        if (call.Receiver is null && call.Name == "has")
            return BindHas(call);
        if (call.Receiver is not null && IsMacro(call))
            return BindMacro(call);
        if (call.Receiver is not null && QualifiedName(call.Receiver, out _) is { } prefix
            && FunctionTable.Find($"{prefix}.{call.Name}", isMethod: false) is { } qualified)
        {
            return BindFunction(call, qualified, BindAll(call.Arguments));
        }

        var arguments = call.Receiver is null ? BindAll(call.Arguments) : [Bind(call.Receiver), .. BindAll(call.Arguments)];
        if (FunctionTable.Find(call.Name, call.Receiver is not null) is { } overloads)
            return BindFunction(call, overloads, arguments);
        return Fail(new CelError(
            CelErrorCode.UnknownFunction, $"There is no function '{call.Name}'.", call.Position, Suggestion.Closest(call.Name, FunctionTable.Names)));
    }

    private Bound BindFunction(CallExpression call, Overload[] overloads, Bound[] arguments)
    {
        var fitting = Array.FindAll(overloads, o => Fits(o, arguments));
        if (fitting.Length == 0)
        {
            var types = string.Join(", ", Array.ConvertAll(arguments, static a => a.Type.ToString()));
            var error = new CelError(CelErrorCode.NoSuchOverload, $"No overload of '{call.Name}' takes ({types}).", call.Position);
            Report(error);
            // Without a check it must still run: an argument may be an error of its own, or no value of the declared type.
            if (arguments.Length is 0 or > CelArguments.Capacity)
                return new(new ErrorEvaluator(error), CelType.Dyn);
        }
        else if (call.Name == "matches" && arguments[1].Constant is { Kind: CelKind.String } pattern)
        {
            return BindMatches(call, arguments[0], pattern.Text);
        }

        var evaluator = new FunctionEvaluator(call.Name, overloads, Evaluators(arguments), call.Position);
        var isCertain = fitting.Length > 0 && Array.TrueForAll(fitting, o => ReferenceEquals(o.Result, fitting[0].Result));
        var type = isCertain ? fitting[0].Result : CelType.Dyn;
        return Fold(call, evaluator, arguments) is { } constant ? new(constant, type) : new(evaluator, type);
    }

    private Bound BindMatches(CallExpression call, Bound text, string pattern)
    {
        if (LinearPattern.TryCompile(pattern, limits, out var regex, out var error))
            return new(new MatchesEvaluator(text.Evaluator, regex, call.Position), CelType.Bool);
        return Fail(error.At(call.Position));
    }

    // Only what converts a constant, such as timestamp('…'), is run ahead: it is cheap and common. What fails is left to fail at run time.
    private ConstantEvaluator? Fold(CallExpression call, FunctionEvaluator evaluator, Bound[] arguments)
    {
        if (call.Receiver is not null || call.Name is not ("timestamp" or "duration" or "int" or "uint" or "double")
            || !Array.TrueForAll(arguments, static a => a.Constant is not null))
        {
            return null;
        }

        var frame = CelFrame.ForConstants(limits);
        var value = evaluator.Evaluate(ref frame);
        return value.IsError ? null : new ConstantEvaluator(value);
    }

    private static bool Fits(Overload overload, Bound[] arguments)
    {
        if (overload.Parameters.Length != arguments.Length)
            return false;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!TypeRules.Accepts(overload.Parameters[i], arguments[i].Type))
                return false;
        }

        return true;
    }
}
