namespace Notifications.Expressions.Functions;

/// <summary>Changes the case of A to Z and leaves the rest alone.</summary>
internal static class AsciiCase
{
    public static string Lower(string text) => Change(text, 'A', 'Z');

    public static string Upper(string text) => Change(text, 'a', 'z');

    private static string Change(string text, char first, char last) =>
        text.AsSpan().IndexOfAnyInRange(first, last) < 0
            ? text
            : string.Create(text.Length, (text, first, last), static (span, state) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    var unit = state.text[i];
                    span[i] = unit >= state.first && unit <= state.last ? (char)(unit ^ ' ') : unit;
                }
            });
}
