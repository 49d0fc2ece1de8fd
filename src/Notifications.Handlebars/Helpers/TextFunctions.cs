using System.Text;
using Notifications.Handlebars.Compilation;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Helpers;

internal static class TextFunctions
{
    private const int MaxLength = HelperFunction.MaxLength;
    private const int MaxDepth = 8;
    private const string Ellipsis = "…";

    /// <summary><c>{{truncate text 40}}</c>: at most so many characters (runes), the last of them an ellipsis when something is cut.</summary>
    public static object? Truncate(RenderSession session, HelperArguments arguments) =>
        RuneText.CutRunes(arguments.Text(0), arguments.Whole(1, 1, MaxLength), arguments.Text(2, Ellipsis));

    /// <summary><c>{{truncateBytes text 140}}</c>: at most so many bytes of UTF-8, never within a character.</summary>
    public static object? TruncateBytes(RenderSession session, HelperArguments arguments) =>
        RuneText.CutBytes(arguments.Text(0), arguments.Whole(1, 1, MaxLength), arguments.Text(2, Ellipsis));

    public static object? Upper(RenderSession session, HelperArguments arguments) => arguments.Text(0).ToUpper(session.Culture);

    public static object? Lower(RenderSession session, HelperArguments arguments) => arguments.Text(0).ToLower(session.Culture);

    /// <summary><c>{{code text}}</c>: in Markdown as code, with as many backticks around it as it takes (CommonMark §6.1): there no escape is known. Elsewhere the text itself.</summary>
    public static object? Code(RenderSession session, HelperArguments arguments)
    {
        var text = arguments.Text(0);
        if (!session.IsMarkdown || string.IsNullOrWhiteSpace(text))
            return text;
        var (run, longest) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var line = string.Create(text.Length, text, static (into, from) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
        return new SafeText(line[0] is '`' or ' ' || line[^1] is '`' or ' ' ? $"{fence} {line} {fence}" : fence + line + fence);
    }

    /// <summary><c>{{join list ", "}}</c>: the members as one text, those of an object with their names.</summary>
    public static object? Join(RenderSession session, HelperArguments arguments)
    {
        if (arguments[0] is not (TemplateList or TemplateObject))
            return arguments.Text(0);
        var text = new StringBuilder();
        Append(session, text, arguments[0], arguments.Text(1, ", "), depth: 0);
        return text.ToString();
    }

    private static void Append(RenderSession session, StringBuilder text, object? value, string between, int depth)
    {
        session.StepInto();
        var isWithin = depth > 0 && value is (TemplateList or TemplateObject);
        if (isWithin)
            text.Append('(');
        var start = text.Length;
        if (value is TemplateList list && depth < MaxDepth)
        {
            for (var i = 0; i < list.Count; i++)
                Append(session, text.Append(i == 0 ? string.Empty : between), list[i], between, depth + 1);
        }
        else if (value is TemplateObject members && depth < MaxDepth)
        {
            foreach (var name in members.Names)
            {
                members.TryGet(name, out var member);
                text.Append(text.Length == start ? string.Empty : between).Append(name).Append(session.Language == "fr" ? "\u00a0: " : ": ");
                Append(session, text, member, between, depth + 1);
            }
        }
        else
        {
            text.Append(ValueText.Of(value));
        }

        if (isWithin)
            text.Append(')');
        if (text.Length > MaxLength)
            throw new RenderLimitException(TemplateErrorCode.OutputTooLong, $"join: the list gives more than {MaxLength:N0} characters: join less");
    }

    /// <summary><c>{{default value "none"}}</c>: the other value when the first is missing or empty.</summary>
    public static object? Default(RenderSession session, HelperArguments arguments) => arguments[0] is null or "" ? arguments[1] : arguments[0];
}
