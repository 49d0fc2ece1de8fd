using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Functions;
using Notifications.Expressions.Syntax;
using Notifications.Spelling;

namespace Notifications.Expressions.Binding;

/// <content>Variables, fields and type names.</content>
internal sealed partial class Binder
{
    private Bound BindName(NameExpression name)
    {
        if (!name.IsRooted && LocalOf(name.Name) is { } slot)
            return new(new LocalEvaluator(slot), _locals[slot].Type);
        if (FindQualified(name) is { } found)
            return found;
        if (names.FieldsOf(name.Name, name.IsRooted) is { Length: > 0 } fields)
        {
            return Fail(new CelError(
                CelErrorCode.UnknownName, $"'{name.Name}' is an object; name one of its fields: {string.Join(", ", fields)}.", name.Position));
        }

        return Fail(new CelError(
            CelErrorCode.UnknownName, $"There is no variable '{name.Name}'.", name.Position, Suggestion.Closest(name.Name, names.Roots())));
    }

    private Bound BindSelect(SelectExpression select)
    {
        if (FindQualified(select) is { } found)
            return found;
        if (ObjectOf(select.Operand) is { } owner)
            return BindMissingField(select, owner);
        var operand = Bind(select.Operand);
        if (operand.Type.Kind is not (null or CelKind.Map))
            return Mismatch($"A {operand.Type} has no fields, so '{select.Field}' cannot be read.", select.Position);
        CheckMember(select);
        return new(new SelectEvaluator(operand.Evaluator, select.Field, select.Position), operand.Type.Element ?? CelType.Dyn);
    }

    private Bound BindHas(CallExpression call)
    {
        if (call.Arguments is not [SelectExpression select])
        {
            var error = new CelError(CelErrorCode.Syntax, "has() takes a field, as in has(event.data.region).", call.Position);
            Report(error, always: true);
            return new(new ErrorEvaluator(error), CelType.Bool);
        }

        if (FindQualified(select) is { } variable)
            return new(new HasVariableEvaluator(variable.Evaluator), CelType.Bool);
        if (ObjectOf(select.Operand) is { } owner)
            return BindMissingField(select, owner);
        var operand = Bind(select.Operand);
        if (operand.Type.Kind is not (null or CelKind.Map))
            return Mismatch($"A {operand.Type} has no fields, so has() cannot look for '{select.Field}'.", select.Position);
        CheckMember(select);
        return new(new HasEvaluator(operand.Evaluator, select.Field, select.Position), CelType.Bool);
    }

    /// <summary>Asks whoever knows the members of a variable that is known only at run time. What is below a missing one is not asked for again.</summary>
    private void CheckMember(SelectExpression select)
    {
        if (memberCheck is null || QualifiedName(select, out var root) is not { } name)
            return;
        var path = new List<string>();
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.'))
        {
            path.Insert(0, name[(dot + 1)..]);
            name = name[..dot];
            if (names.Find(name, root!.IsRooted) is not { } variable)
                continue;
            if (memberCheck(variable.Name, path) is { } problem && (path.Count == 1 || memberCheck(variable.Name, path[..^1]) is null))
                Report(new CelError(CelErrorCode.UnknownName, $"'{select.Field}' cannot be read: {problem}", select.Position));
            return;
        }
    }

    private Bound BindMissingField(SelectExpression select, string[] fields) => Fail(new CelError(
        CelErrorCode.UnknownName,
        $"'{QualifiedName(select.Operand, out _)}' has no field '{select.Field}'.",
        select.Position,
        Suggestion.Closest(select.Field, fields)));

    // The longest name wins: the caller asks for `a.b.c` before it asks for `a.b` and selects `c` from that.
    private Bound? FindQualified(Expression expression)
    {
        if (QualifiedName(expression, out var root) is not { } name)
            return null;
        if (names.Find(name, root!.IsRooted) is { } variable)
            return new(variable.Evaluator, variable.Type);
        return TypeNames.All.Contains(name) ? new(new ConstantEvaluator(CelValue.FromType(name)), CelType.Type) : null;
    }

    /// <summary>The fields of the object that the expression names; <see langword="null"/> where it names none.</summary>
    private string[]? ObjectOf(Expression expression)
    {
        if (QualifiedName(expression, out var root) is not { } name || names.Find(name, root!.IsRooted) is not null)
            return null;
        return names.FieldsOf(name, root.IsRooted) is { Length: > 0 } fields ? fields : null;
    }

    /// <summary>The dotted name that the expression is; <see langword="null"/> where it is none or starts with the variable of a macro.</summary>
    private string? QualifiedName(Expression expression, out NameExpression? root)
    {
        var path = new Stack<string>();
        while (expression is SelectExpression { IsQuoted: false } select)
        {
            path.Push(select.Field);
            expression = select.Operand;
        }

        root = expression as NameExpression;
        if (root is null || (!root.IsRooted && LocalOf(root.Name) is not null))
            return null;
        path.Push(root.Name);
        return string.Join('.', path);
    }

    private int? LocalOf(string name)
    {
        var slot = _locals.FindLastIndex(l => string.Equals(l.Name, name, StringComparison.Ordinal));
        return slot < 0 ? null : slot;
    }
}
