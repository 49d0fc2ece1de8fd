using Notifications.Expressions.Binding;
using Notifications.Expressions.Evaluation;

namespace Notifications.Expressions;

/// <summary>Declares what expressions may name.</summary>
/// <typeparam name="TContext">What the variables are read from.</typeparam>
public sealed class CelEnvironmentBuilder<TContext>
{
    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private string _container = "";
    private CelLimits _limits = CelLimits.Default;
    private bool _isChecked = true;

    /// <summary>Declares a variable.</summary>
    /// <param name="name">
    /// A name such as <c>tenant</c>, or a dotted one such as <c>event.type</c>, which makes <c>event</c> an object of which only declared
    /// fields exist.
    /// </param>
    /// <param name="type">
    /// What the reader gives. A type that may be <c>null</c> at times is declared as if it were not; <c>has(event.subject)</c> tells.
    /// </param>
    /// <param name="read">
    /// Reads the value, only when an expression needs it. A static lambda that allocates nothing keeps evaluations free of allocations.
    /// </param>
    /// <exception cref="ArgumentException">The name is none that an expression can write, or is declared already.</exception>
    public CelEnvironmentBuilder<TContext> Variable(string name, CelType type, Func<TContext, CelValue> read)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(read);
        Validate(name);
        if (!_variables.TryAdd(name, new Variable(name, type, new VariableEvaluator<TContext>(read))))
            throw new ArgumentException($"The variable '{name}' is declared twice.", nameof(name));
        return this;
    }

    /// <summary>Sets the scope in which names are looked up first: within <c>event</c>, <c>type</c> also means <c>event.type</c>.</summary>
    /// <param name="name">A dotted name; empty, the default, for none.</param>
    /// <exception cref="ArgumentException">The name is none that an expression can write.</exception>
    public CelEnvironmentBuilder<TContext> Container(string name)
    {
        if (name != "")
            Validate(name);
        _container = name;
        return this;
    }

    /// <summary>Sets the bounds; <see cref="CelLimits.Default"/> where this is not called.</summary>
    public CelEnvironmentBuilder<TContext> Limits(CelLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        return this;
    }

    /// <summary>Makes the environment.</summary>
    public CelEnvironment<TContext> Build() =>
        new(new Dictionary<string, Variable>(_variables, StringComparer.Ordinal), _container, _limits, _isChecked);

    // The conformance suite has tests that are to run although a check would refuse them.
    internal CelEnvironmentBuilder<TContext> WithoutCheck()
    {
        _isChecked = false;
        return this;
    }

    private static void Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var part in name.Split('.'))
        {
            if (part.Length == 0 || char.IsAsciiDigit(part[0]) || !part.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                throw new ArgumentException($"'{name}' is no name: letters, digits and '_', in parts parted by '.'.", nameof(name));
        }
    }
}
