using System.Diagnostics.CodeAnalysis;
using Notifications.Samples.Storm.Channels;

namespace Notifications.Samples.Storm.Settings;

/// <summary>Reads the command line: <c>--name value</c> or <c>--name=value</c>, and at most one input.</summary>
internal static class SampleOptionsParser
{
    public static bool TryParse(IReadOnlyList<string> args, [NotNullWhen(true)] out SampleOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = null;
        var read = new SampleOptions();
        for (var i = 0; i < args.Count; i++)
        {
            problem = Read(args, ref i, ref read);
            if (problem is not null)
                return false;
        }

        problem = Check(read);
        if (problem is null)
            options = read;
        return problem is null;
    }

    private static string? Read(IReadOnlyList<string> args, ref int i, ref SampleOptions options)
    {
        var arg = args[i];
        if (arg == "-" || !arg.StartsWith('-'))
        {
            if (options.Input is not null)
                return $"There are two inputs, '{options.Input}' and '{arg}': name one.";
            options = options with { Input = arg };
            return null;
        }

        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? arg : arg[..equals];
        if (Flag(options, name) is { } flagged)
        {
            options = flagged;
            return equals < 0 ? null : $"{name} takes no value.";
        }

        if (name is not ("--webhook" or "--webhook-secret" or "--smtp" or "--slack" or "--pagerduty" or "--pagerduty-key" or "--locale" or "--explain" or "--journal"))
            return $"There is no option '{name}'.";
        var value = equals >= 0 ? arg[(equals + 1)..] : i + 1 < args.Count ? args[++i] : string.Empty;
        if (value.Length == 0)
            return $"{name} needs a value.";
        options = name switch
        {
            "--webhook" => options with { Webhook = value },
            "--locale" => options with { Locale = value },
            "--webhook-secret" => options with { WebhookSecret = value },
            "--smtp" => options with { Smtp = value },
            "--slack" => options with { Slack = value },
            "--pagerduty" => options with { PagerDuty = value },
            "--pagerduty-key" => options with { PagerDutyKey = value },
            "--journal" => options with { Journal = value },
            _ => options with { Explain = value },
        };
        return null;
    }

    private static SampleOptions? Flag(SampleOptions options, string name) => name switch
    {
        "--live" => options with { Live = true },
        "--no-limits" => options with { NoLimits = true },
        "--print-accepted" => options with { PrintAccepted = true },
        "--json" => options with { Json = true },
        "--verbose" => options with { Verbose = true },
        "--help" or "-h" => options with { ShowHelp = true },
        _ => null,
    };

    private static string? Check(SampleOptions options)
    {
        if (options.WebhookSecret is not null && options.Webhook is null)
            return "--webhook-secret signs what goes to --webhook: give both.";
        if (options.PagerDutyKey is not null && options.PagerDuty is null)
            return "--pagerduty-key names a service of --pagerduty: give both.";
        if (options.Locale is { } locale && (locale.Length > 35 || !locale.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            return $"'{locale}' is no language tag: write for example fr or fr-CA.";
        if (options.Locale?.Split('-')[0] is { } language && !language.Equals("en", StringComparison.OrdinalIgnoreCase) && !language.Equals("fr", StringComparison.OrdinalIgnoreCase))
            return $"there are no texts in '{options.Locale}': write en or fr, or a region of theirs such as fr-CA.";
        if (options.Smtp is { } smtp && OutsideEmail.FindPort(smtp) is null)
            return $"--smtp takes HOST:PORT, such as localhost:1025, and not '{smtp}'.";
        return options.Input is { } input && input != "-" && !File.Exists(input) ? $"There is no file '{input}'." : null;
    }
}
