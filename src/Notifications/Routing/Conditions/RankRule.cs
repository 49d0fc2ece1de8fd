using System.Text.Json;

namespace Notifications.Routing.Conditions;

/// <summary>Turns a comparison of severity or status into the set of values for which it holds.</summary>
internal static class RankRule
{
    public static (Condition? Condition, string? Error) Compile(bool isSeverity, CompareOperator comparison, ReadOnlySpan<JsonElement> operands)
    {
        if (!isSeverity && comparison > CompareOperator.Ne)
            return (null, "statuses have no order; use 'in' with the statuses that are meant");
        uint holdsFor = 0;
        foreach (var operand in operands)
        {
            if (!TryRead(isSeverity, operand, out var rank))
            {
                return (null, isSeverity
                    ? $"{operand.GetRawText()} is no severity; write Info, Low, Medium, High or Critical (or P4 to P0)"
                    : $"{operand.GetRawText()} is no status; write None, Firing, Acknowledged or Resolved");
            }

            for (var value = 0; value <= (int)Severity.Critical; value++)
            {
                if (Holds(comparison, value.CompareTo(rank)))
                    holdsFor |= 1u << value;
            }
        }

        return (new RankCondition(isSeverity, holdsFor), null);
    }

    private static bool Holds(CompareOperator comparison, int order) => comparison switch
    {
        CompareOperator.Eq => order == 0,
        CompareOperator.Ne => order != 0,
        CompareOperator.Lt => order < 0,
        CompareOperator.Le => order <= 0,
        CompareOperator.Gt => order > 0,
        _ => order >= 0,
    };

    private static bool TryRead(bool isSeverity, JsonElement operand, out int rank)
    {
        rank = 0;
        if (operand.ValueKind != JsonValueKind.String)
            return false;
        if (isSeverity)
        {
            var known = SeverityNames.TryParse(operand.GetString(), out var severity);
            rank = (int)severity;
            return known;
        }

        var text = operand.GetString();
        var named = Enum.TryParse<NotificationStatus>(text, ignoreCase: true, out var status) && char.IsAsciiLetter(text![0]);
        rank = (int)status;
        return named;
    }
}
