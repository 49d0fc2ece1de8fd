namespace Notifications.Expressions;

/// <summary>Why an expression did not compile or did not evaluate.</summary>
public enum CelErrorCode
{
    /// <summary>The source does not follow the grammar. Compile time.</summary>
    Syntax,

    /// <summary>
    /// A name or a field that the environment does not declare. Compile time; <see cref="CelError.Suggestion"/> may name the one meant.
    /// </summary>
    UnknownName,

    /// <summary>A function that does not exist. Compile time; <see cref="CelError.Suggestion"/> may name the one meant.</summary>
    UnknownFunction,

    /// <summary>No overload of an operator or a function takes these types. Compile time where the types are declared, else run time.</summary>
    NoSuchOverload,

    /// <summary>The type of the whole expression is not the one that its place needs. Compile time.</summary>
    WrongResultType,

    /// <summary>A part of CEL that needs protobuf messages, or syntax of RE2 that has no linear-time equivalent here. Compile time.</summary>
    Unsupported,

    /// <summary>A pattern of <c>matches</c> that is no valid regular expression. Compile time where the pattern is constant, else run time.</summary>
    InvalidPattern,

    /// <summary>The source or a pattern is longer, or the expression deeper, than <see cref="CelLimits"/> allows. Compile time.</summary>
    TooLarge,

    /// <summary>A map has no such key, or a value has no such field. Run time.</summary>
    NoSuchKey,

    /// <summary>An index outside a list or a string. Run time.</summary>
    IndexOutOfRange,

    /// <summary>A division or a remainder by zero. Run time.</summary>
    DivideByZero,

    /// <summary>A number, a timestamp or a duration left its range. Run time.</summary>
    Overflow,

    /// <summary>An argument that a function cannot use, such as <c>int("x")</c>. Run time.</summary>
    InvalidArgument,

    /// <summary>A map key of an unsupported type, or a key given twice. Run time.</summary>
    InvalidMapKey,

    /// <summary>The step budget is spent. Run time; <c>||</c> and <c>&amp;&amp;</c> do not absorb it.</summary>
    BudgetExceeded,

    /// <summary>
    /// A string or a list would be longer than <see cref="CelLimits"/> allows. Run time; <c>||</c> and <c>&amp;&amp;</c> do not absorb it.
    /// </summary>
    ValueTooLarge,
}
