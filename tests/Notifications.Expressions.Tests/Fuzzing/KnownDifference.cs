using System.Text.RegularExpressions;

namespace Notifications.Expressions.Tests.Fuzzing;

/// <summary>The differences that <c>docs/concepts/expressions.md</c> explains, recognised by rule.</summary>
internal static partial class KnownDifference
{
    public static string? Explain(string source, in CelValue ours, string their, string theirMessage)
    {
        var ourMessage = ours.ErrorOrNull?.Message ?? "";
        if (theirMessage.Contains("unsupported input undefined", StringComparison.Ordinal))
            return "index with a fraction";
        if (ourMessage.Contains("index of the type bool", StringComparison.Ordinal) || ourMessage.Contains("a whole number", StringComparison.Ordinal))
            return "index of bool";
        if (theirMessage.Contains("int overflow during divide", StringComparison.Ordinal))
            return "uint division beyond 2^63";
        if (ourMessage.Contains("No overload of 'int'", StringComparison.Ordinal))
            return "int(duration)";
        if (DoubleSign().IsMatch(source) && ours.IsError)
            return "double negation";
        if (ourMessage.Contains("A key of a map", StringComparison.Ordinal))
            return "double as a key";
        if (ourMessage.Contains("The string is no int", StringComparison.Ordinal) && source.Contains("int(", StringComparison.Ordinal))
            return "int of a string that is no number";
        if (ourMessage.Contains("The string is no double", StringComparison.Ordinal))
            return "double of a string that is no number";
        if (source.Contains("words", StringComparison.Ordinal) && ByCodePoint().IsMatch(source))
            return "code points";
        if (source.Contains("%.2f", StringComparison.Ordinal) && Shorten(ForeignResult.Write(ours)) == Shorten(their))
            return "digits of large doubles";
        if (Edge().IsMatch(source) && source.Contains("double(", StringComparison.Ordinal))
            return "order of large numbers";
        if (Getter().IsMatch(source) && BelowMillisecond().IsMatch(source))
            return "rounding to milliseconds";
        return ZoneName().IsMatch(source) ? "midnight in a named zone" : null;
    }

    // Beyond the digits that a double holds.
    private static string Shorten(string text) => LongNumber().Replace(text, static m => m.Value[..15] + new string('0', m.Length - 15));

    [GeneratedRegex(@"\.(lastIndexOf|indexOf|charAt|substring)\(")]
    private static partial Regex ByCodePoint();

    [GeneratedRegex(@"[0-9]{16,}")]
    private static partial Regex LongNumber();

    [GeneratedRegex("922337203685477580[78]|18446744073709551615")]
    private static partial Regex Edge();

    [GeneratedRegex(@"-\(-|!\(!")]
    private static partial Regex DoubleSign();

    [GeneratedRegex(@"\.get\w+\(")]
    private static partial Regex Getter();

    [GeneratedRegex("1ns|100us|123456789")]
    private static partial Regex BelowMillisecond();

    [GeneratedRegex(@"\.get\w+\('(UTC|America/New_York)'\)")]
    private static partial Regex ZoneName();
}
