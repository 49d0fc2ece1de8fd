using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary>What a macro goes through: the elements of a list, the keys of a map.</summary>
internal static class MacroRange
{
    public static CelValue Of(in CelValue value, ref CelFrame frame, CelPosition position)
    {
        if (value.Kind == CelKind.Map)
            return frame.Charge(MapAccess.Count(value)) ? CelValue.FromList(MapAccess.Keys(value)) : frame.Spent();
        return value.Kind is CelKind.List or CelKind.Error
            ? value
            : CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, "A macro goes through a list or a map only.", position));
    }

    public static CelValue NoBool(CelPosition position) =>
        CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, "The condition of the macro is no bool.", position));
}
