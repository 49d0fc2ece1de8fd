namespace Notifications.Expressions.Functions;

/// <summary>One signature of a function; the receiver of a method is its first parameter.</summary>
internal sealed class Overload(CelType result, FunctionBody body, params CelType[] parameters)
{
    public CelType Result => result;

    public FunctionBody Body => body;

    public CelType[] Parameters => parameters;

    public bool Takes(ReadOnlySpan<CelValue> arguments)
    {
        if (arguments.Length != parameters.Length)
            return false;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Kind is { } kind && arguments[i].Kind != kind)
                return false;
        }

        return true;
    }
}
