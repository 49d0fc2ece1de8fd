using Notifications.Configuration;
using Notifications.Routing;
using Notifications.Suppression.Holds;

namespace Notifications.Suppression.Silences;

/// <summary>Checks and compiles silences. What is wrong goes to the errors, all of it.</summary>
internal static class SilenceCompiler
{
    public const int MaxSelectors = 100;
    private const int MaxCreator = 256;
    private const int MaxTenant = 256;
    private const int MaxComment = 1_024;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Compiles those of code and configuration. They began before everything that is published.</summary>
    public static CompiledSilence[] CompileFixed(IReadOnlyCollection<FixedSilence> silences, ErrorList errors)
    {
        List<CompiledSilence> compiled = [];
        foreach (var silence in silences.OrderBy(static s => s.Name, StringComparer.Ordinal))
        {
            var path = $"Silences:{silence.Name}";
            RuleValidator.CheckName(silence.Name, path, errors);
            if (silence.Silence is { UntilResolved: true } or { UntilQuietFor: not null })
                errors.Add(path, "a fixed silence cannot end by itself, it would be back with the next start; remove UntilResolved and UntilQuietFor, or create it by INotificationSilences");
            var facts = SilenceFacts.Of(silence.Silence, silence.Silence.StartsAt?.UtcTicks ?? 0, 0, 0);
            CheckEnd(facts, path, errors);
            var one = Compile($"config:{silence.Name}", null, facts, path, errors);
            if (silence.Enabled)
                compiled.Add(one);
        }

        return [.. compiled];
    }

    /// <summary>Compiles one.</summary>
    public static CompiledSilence Compile(string id, SilenceRecord? record, SilenceFacts facts, string path, ErrorList errors)
    {
        var silence = facts.Silence;
        Check(silence, path, errors);
        var selectors = new CompiledRule[silence.AnyOf.Count];
        for (var i = 0; i < selectors.Length; i++)
            selectors[i] = SelectorCompiler.Compile(silence.AnyOf[i], silence.TenantId, id, i, At(path, $"AnyOf:{i}"), isNarrow: true, errors);
        return new CompiledSilence
        {
            Id = id,
            Record = record,
            Facts = facts,
            Selectors = selectors,
            Recurrence = silence.Recurrence is { } recurrence ? Compile(recurrence, At(path, "Recurrence"), errors) : null,
        };
    }

    /// <summary>The end of one that begins: one that was ended before it began has none after its start.</summary>
    public static void CheckEnd(SilenceFacts facts, string path, ErrorList errors)
    {
        if (facts.EndTicks <= facts.StartTicks)
        {
            errors.Add(At(path, "EndsAt"),
                $"{facts.Silence.EndsAt:O} is not after the start, {new DateTimeOffset(facts.StartTicks, TimeSpan.Zero):O}; it would never be in force");
        }
    }

    private static void Check(Silence silence, string path, ErrorList errors)
    {
        if (silence.AnyOf.Count is 0 or > MaxSelectors)
            errors.Add(At(path, "AnyOf"), $"{silence.AnyOf.Count} selectors; state 1 to {MaxSelectors} of what is to be silenced");
        CheckText(silence.CreatedBy, MaxCreator, At(path, "CreatedBy"), "who says so", errors);
        CheckText(silence.Comment, MaxComment, At(path, "Comment"), "why", errors);
        if (silence.TenantId is { } tenant)
            CheckText(tenant, MaxTenant, At(path, "TenantId"), "which tenant", errors);
        if (silence.UntilQuietFor is { } quiet)
            RangeRule.Check(quiet, Second, TimeSpan.FromDays(365), At(path, "UntilQuietFor"), errors);
    }

    private static CompiledSchedule? Compile(SilenceRecurrence recurrence, string path, ErrorList errors)
    {
        RangeRule.Check(recurrence.Duration, Second, TimeSpan.FromDays(31), $"{path}:Duration", errors);
        return ScheduleCompiler.Compile(new ScheduleOptions { Cron = recurrence.Cron, TimeZone = recurrence.TimeZone }, path, errors);
    }

    private static void CheckText(string? text, int most, string path, string what, ErrorList errors)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > most)
            errors.Add(path, $"{text?.Length ?? 0:N0} characters; say {what} in 1 to {most:N0}");
        else if (text.AsSpan().IndexOfAnyInRange('\0', '\u0008') >= 0 || text.AsSpan().IndexOfAnyInRange('\u000B', '\u001F') >= 0 || Publishing.EventRule.CheckBody(path, text, most) is not null)
            errors.Add(path, "it has a control character, or half a surrogate pair; take it out");
    }

    private static string At(string path, string member) => path.Length == 0 ? member : $"{path}:{member}";
}
