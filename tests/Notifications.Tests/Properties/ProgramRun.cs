using Microsoft.Extensions.DependencyInjection;
using Notifications.Audit;
using Notifications.Configuration;
using Notifications.Operations;
using Notifications.Storage;

namespace Notifications.Properties;

/// <summary>Runs a program and checks what must hold, after every step and at the end.</summary>
internal sealed class ProgramRun(World world, ProgramSettings settings)
{
    private static readonly TimeSpan[] Spans =
        [TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(31), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(70)];

    private static readonly NotificationStatus[] Statuses =
        [NotificationStatus.Firing, NotificationStatus.Firing, NotificationStatus.Firing, NotificationStatus.Resolved, NotificationStatus.Resolved, NotificationStatus.Acknowledged];

    // Null lets one pass.
    private static readonly CommitKind?[] Refusals = [CommitKind.Unavailable, null, CommitKind.Full, CommitKind.Unavailable, null, CommitKind.Conflict];

    private static readonly OperationActor Operator = new(AuditActor.User("ada"));

    private static readonly string[] Scripted = ["a", "b", "c", "sms"];

    public Journal Journal { get; } = new();

    public static async Task<bool> HoldsAsync(Program program, StoreKind kind)
    {
        var settings = new ProgramSettings(program);
        await using var world = new World(kind, n => Configure(n.AddConfiguration(settings.Root), program), Channels);
        if (world.Store?.Faults is { } faults)
            faults.CompleteAsynchronously = program.CommitsLater;
        var run = new ProgramRun(world, settings);
        try
        {
            await world.StartAsync();
            foreach (var act in program.Acts)
            {
                await run.DoAsync(act);
                await world.IdleAsync();
                Laws.HoldNow(world, run.Journal);
            }

            foreach (var channel in world.Channels.Values)
                channel.Behave();
            world.Refuse([]);
            settings.Set(settings.Parts & ProgramSettings.LongBatch);
            for (var day = 0; day < 3; day++)
                await world.AdvanceAsync(TimeSpan.FromHours(13));
            Laws.HoldNow(world, run.Journal);
            Laws.HoldAtEnd(world, run.Journal, program);
            return true;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{error.Message}\n{program}\n{run.Journal}\n{string.Join('\n', world.Calls)}", error);
        }
    }

    private static Dictionary<string, bool> Channels => new()
    {
        ["a"] = false,
        ["b"] = false,
        ["c"] = false,
        ["d"] = false,
        ["sms"] = true,
        ["notes"] = false,
        ["batch"] = false,
        ["limited"] = false,
    };

    private static void Configure(INotificationsBuilder n, Program program)
    {
        n.AddRule("everybody", r =>
        {
            r.OnEvent("alert.*").To("a", "team");
            if (program.HasDebounce)
                r.Debounce(threshold: 3, cooldown: TimeSpan.FromMinutes(10));
        });
        n.AddRule("urgent", r =>
        {
            r.OnEvent("alert.*").MinSeverity(Severity.High).To("b").To("sms", "+1").FallbackTo("c");
            if (program.IsFirstThatSucceeds)
                r.FirstThatSucceeds();
        });
        n.AddRule("notes", r => r.OnEvent("note.*").To("notes").Debounce(threshold: 4, cooldown: TimeSpan.FromMinutes(1)));
        n.AddRule("batch", r => r.OnEvent("batch.*").To("batch").Batch(TimeSpan.FromSeconds(20), 4));
        n.AddRule("limited", r => r.OnEvent("limited.*").To("limited").DeliverWith(Priority.Critical));
        n.AddLimit("limited", l => l.OnChannel("limited").Per(LimitScope.Channel).Allow(3, TimeSpan.FromSeconds(30), burst: 2));
        if (program.HasLimit)
        {
            n.AddLimit("a", l =>
            {
                l.OnChannel("a").Per(LimitScope.Recipient).Allow(2, TimeSpan.FromSeconds(20));
                if (program.DropsOverLimit)
                    l.Drop();
            });
        }

        if (program.HasInhibition)
            n.AddInhibition("h0", i => i.Source(s => s.WhereLabel("host=h0").MinSeverity(Severity.High)).Target(t => t.WhereLabel("host!=h0")));
        n.ConfigureChannel("b", o => o.Rate = program.HasRate ? new RateOptions { Count = 2, Window = TimeSpan.FromSeconds(3) } : null);
        n.ConfigureChannel("c", o => o.Unknown = program.HoldsUnknown ? UnknownPolicy.Hold : UnknownPolicy.Retry);
        foreach (var name in (string[])["a", "b", "c", "sms"])
            n.ConfigureChannel(name, o => o.Workers = program.HasManyWorkers ? 4 : 1);
        foreach (var name in program.HasSmallQueues ? (string[])["a", "b"] : [])
            n.ConfigureChannel(name, static o => (o.QueueCapacity, o.WhenFull) = (2, WhenFull.Refuse));
    }

    private async Task DoAsync(Act act)
    {
        switch (act.Kind)
        {
            case ActKind.Alert or ActKind.Drill:
                await PublishAsync(new NotificationEvent
                {
                    Drill = act.Kind == ActKind.Drill,
                    Type = "alert.disk",
                    Severity = (Severity)(act.C % 5),
                    Status = Statuses[act.B % Statuses.Length],
                    Labels = new Dictionary<string, string> { ["host"] = $"h{act.A % 3}" },
                });
                break;
            case ActKind.Note:
                await PublishAsync(new NotificationEvent { Type = "note.x", Subject = $"s{act.A % 2}", Severity = (Severity)(act.B % 2) });
                break;
            case ActKind.BatchNote:
                await PublishAsync(new NotificationEvent { Type = "batch.x", Subject = $"s{act.A}" });
                break;
            case ActKind.Limited:
                for (var i = 0; i <= act.A % 4; i++)
                    await PublishAsync(new NotificationEvent { Type = "limited.x" });
                break;
            case ActKind.Advance:
                await world.AdvanceAsync(Spans[act.A % Spans.Length]);
                break;
            case ActKind.Send:
                await SendAsync(act, null);
                break;
            case ActKind.Schedule:
                await SendAsync(act, world.Clock.GetUtcNow().AddSeconds(1 + (act.B * 7)));
                break;
            case ActKind.Cancel:
                await CancelAsync(act.A);
                break;
            case ActKind.Script:
                world.Channels[Scripted[act.A % Scripted.Length]].Script((Outcome)(2 + (act.B % 11)), 1 + (act.C % 4));
                break;
            case ActKind.Repeat:
                await RepeatAsync(act.A);
                break;
            case ActKind.Silence:
                await SilenceAsync(act);
                break;
            case ActKind.Expire when world.Silences.List(new SilenceQuery { State = SilenceState.Active }).Where(static s => s.Silence.CreatedBy == "program").ToArray() is { Length: > 0 } active:
                (await world.Silences.ExpireAsync(active[act.A % active.Length].Id)).Error?.Code.ShouldBeOneOf(NotificationErrorCode.StoreUnavailable, NotificationErrorCode.StoreFull);
                break;
            case ActKind.Reload:
                settings.Set(settings.Parts ^ (1 << (act.A % 3)));
                break;
            case ActKind.Refuse:
                world.Refuse(Enumerable.Range(0, 1 + (act.A % 4)).Select(i => Refusals[(act.B + i) % Refusals.Length]));
                break;
            case ActKind.Operate:
                await OperateAsync(act);
                break;
            case ActKind.Restart when world.CanRestart:
                await world.RestartAsync();
                Journal.Restarted();
                break;
        }
    }

    private async Task SilenceAsync(Act act)
    {
        var result = await world.Silences.CreateAsync(new Silence
        {
            AnyOf = [act.B % 3 == 0 ? EventSelector.When($"event.labels.host == 'h{act.A % 3}'") : EventSelector.Where($"host=~\"h{act.A % 3}|h1\"")],
            EndsAt = world.Clock.GetUtcNow() + Spans[act.B % Spans.Length],
            UntilResolved = act.C % 3 == 0,
            UntilQuietFor = act.C % 5 == 0 ? TimeSpan.FromSeconds(20) : null,
            CreatedBy = "program",
            Comment = "random",
        });
        if (!world.IsRefusing)
            result.Error.ShouldBeNull();
    }

    private async Task PublishAsync(NotificationEvent e)
    {
        e = e with { Id = Journal.NextId() };
        Journal.Published(e, await world.Publisher.PublishAsync(e), world.Clock.GetUtcNow());
    }

    private async Task RepeatAsync(int which)
    {
        var e = new NotificationEvent { Type = "note.repeat", Id = Journal.NextId(), IdempotencyKey = $"k{which % 3}", Subject = "same" };
        var result = await world.Publisher.PublishAsync(e);
        Journal.Published(e, result, world.Clock.GetUtcNow());
    }

    private async Task SendAsync(Act act, DateTimeOffset? at)
    {
        var result = await world.Publisher.SendAsync(new NotificationRequest
        {
            Channels = [act.A % 2 == 0 ? "a" : "notes"],
            Recipients = [Recipient.Address($"x{act.C % 2}")],
            Body = "hello",
            SendAt = at,
        });
        if (!result.IsAccepted)
        {
            result.Error!.Code.ShouldBeOneOf(NotificationErrorCode.QueueFull, NotificationErrorCode.StoreUnavailable, NotificationErrorCode.StoreFull);
            return;
        }

        Journal.Sent(result.RequestId, at);
    }

    /// <summary>An operator looks at what failed and what is in doubt, and does something about it.</summary>
    private async Task OperateAsync(Act act)
    {
        var operations = world.Operations;
        var letters = (await operations.ListDeadLettersAsync()).Items.Where(static d => d.Delivery.Rule is not null).ToArray();
        var doubts = (await operations.ListInDoubtAsync()).Items;
        if (act.B % 2 == 0 && letters.Length > 0)
        {
            var letter = letters[act.C % letters.Length];
            var result = act.A % 4 == 0 ? await operations.DiscardAsync(letter.Id, Operator) : await operations.RequeueAsync(letter.Id, Operator);
            result.Outcome.ShouldBeOneOf(OperationOutcome.Done, OperationOutcome.Outdated, OperationOutcome.OverLimit, OperationOutcome.NoRoom, OperationOutcome.StoreRefused);
            if (result.IsDone)
                (await operations.RequeueAsync(letter.Id, Operator)).Outcome.ShouldBe(OperationOutcome.AlreadyHandled);
        }
        else if (doubts.Count > 0)
        {
            var doubt = doubts[act.C % doubts.Count];
            var id = doubt.Id.ToString();
            var result = (act.A % 3) switch
            {
                0 => await operations.MarkDeliveredAsync(id, Operator),
                1 => await operations.DiscardAsync(id, Operator),
                _ => await operations.SendAgainAsync(id, Operator),
            };
            result.Outcome.ShouldBeOneOf(OperationOutcome.Done, OperationOutcome.Outdated, OperationOutcome.StoreRefused);
            if (act.A % 3 == 2 && result.IsDone)
                Journal.SentAgain.Add(doubt.Id.Value);
        }
    }

    private async Task CancelAsync(int which)
    {
        if (Journal.Requests.Count == 0)
            return;
        var request = Journal.Requests[which % Journal.Requests.Count];
        if (request.Cancelled is not null)
            return;
        try
        {
            request.Cancelled = await world.Publisher.CancelAsync(request.Id);
        }
        catch (InvalidOperationException)
        {
            // Not committed: nothing was cancelled.
            world.HasRefused.ShouldBeTrue();
        }

        request.CallsBefore = world.Calls.Count;
    }
}
