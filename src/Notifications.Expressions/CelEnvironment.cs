using System.Diagnostics.CodeAnalysis;
using Notifications.Expressions.Binding;
using Notifications.Expressions.Syntax;

namespace Notifications.Expressions;

/// <summary>The variables that expressions may name, and the bounds that hold for them. Immutable and safe for all threads.</summary>
/// <typeparam name="TContext">What the variables are read from: a class, or a small struct, which is then not boxed.</typeparam>
/// <example>
/// <code>
/// var environment = new CelEnvironmentBuilder&lt;Order&gt;()
///     .Variable("order.total", CelType.Double, static o =&gt; CelValue.FromDouble(o.Total))
///     .Build();
/// var isLarge = environment.Compile("order.total &gt; 100", CelType.Bool);
/// isLarge.EvaluateBool(order, out var error);
/// </code>
/// </example>
public sealed class CelEnvironment<TContext>
{
    private readonly NameTable _names;
    private readonly bool _isChecked;

    internal CelEnvironment(IReadOnlyDictionary<string, Variable> variables, string container, CelLimits limits, bool isChecked)
    {
        _names = new NameTable(variables, container);
        _isChecked = isChecked;
        Limits = limits;
    }

    /// <summary>The bounds of every expression that this environment compiles.</summary>
    public CelLimits Limits { get; }

    /// <summary>Compiles an expression.</summary>
    /// <param name="source">The expression.</param>
    /// <param name="resultType">
    /// The type that the whole must give, such as <see cref="CelType.Bool"/> for a condition; <see langword="null"/> for any.
    /// </param>
    /// <exception cref="CelCompileException">It does not compile; holds all errors.</exception>
    public CelProgram<TContext> Compile(string source, CelType? resultType = null) =>
        TryCompile(source, resultType, out var program, out var errors) ? program : throw new CelCompileException(source, errors);

    /// <summary>Compiles an expression, or says all that is wrong with it.</summary>
    /// <param name="source">The expression.</param>
    /// <param name="resultType">The type that the whole must give; <see langword="null"/> for any.</param>
    /// <param name="program">What runs; <see langword="null"/> where there are errors.</param>
    /// <param name="errors">All errors of names and types, 20 at most, or the one of syntax; empty where there is a program.</param>
    public bool TryCompile(
        string source, CelType? resultType, [NotNullWhen(true)] out CelProgram<TContext>? program, out IReadOnlyList<CelError> errors) =>
        TryCompile(source, resultType, null, out program, out errors);

    /// <summary>Compiles an expression, or says all that is wrong with it, also of the members of variables whose type is <see cref="CelType.Dyn"/>.</summary>
    /// <param name="source">The expression.</param>
    /// <param name="resultType">The type that the whole must give; <see langword="null"/> for any.</param>
    /// <param name="memberCheck">Knows which members such variables have; <see langword="null"/> where nobody does.</param>
    /// <param name="program">What runs; <see langword="null"/> where there are errors.</param>
    /// <param name="errors">All errors of names and types, 20 at most, or the one of syntax; empty where there is a program.</param>
    public bool TryCompile(
        string source, CelType? resultType, CelMemberCheck? memberCheck, [NotNullWhen(true)] out CelProgram<TContext>? program, out IReadOnlyList<CelError> errors)
    {
        ArgumentNullException.ThrowIfNull(source);
        program = null;
        if (Parser.Parse(source, Limits, out var error) is not { } expression)
        {
            errors = [error!];
            return false;
        }

        var binder = new Binder(_names, Limits, _isChecked, memberCheck);
        var bound = binder.Bind(expression);
        if (resultType is not null)
            binder.Require(resultType, bound, expression.Position);
        errors = binder.Errors;
        if (errors.Count > 0)
            return false;
        program = new CelProgram<TContext>(source, bound.Evaluator, bound.Type, binder.UsesLocals, Limits);
        return true;
    }
}
