using Notifications.Audience;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Tracking;

namespace Notifications.Publishing;

/// <summary>The way of a request: intake, then as an event that names its audience itself.</summary>
internal sealed class RequestPipeline(EngineContext engine, AudienceStage audience, StepCommitter committer)
{
    /// <summary>The type under which requests appear in the trace and at channels that show the event.</summary>
    public const string EventType = "notification.request";

    private static readonly NotificationError NotRunning = new(
        NotificationErrorCode.NotRunning, "The engine is not running: start the host before sending, or call INotificationEngine.StartAsync; while the host stops, send elsewhere.");

    private readonly Admission _admission = new(engine);

    public async ValueTask<RequestResult> SendAsync(NotificationRequest sent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        engine.CountersFor(sent.Drill).Add(Counter.Requests);
        try
        {
            return engine.IsRunning ? await TakeAsync(sent, cancellationToken).ConfigureAwait(false) : Refuse(NotRunning);
        }
        finally
        {
            engine.CountersFor(sent.Drill).Add(Counter.Answered);
        }
    }

    private async ValueTask<RequestResult> TakeAsync(NotificationRequest sent, CancellationToken cancellationToken)
    {
        var options = engine.Current.Engine;
        if ((RequestSnapshot.TryTake(sent, out var request) ?? Check(request, options)) is { } invalid)
            return Refuse(invalid);
        if (_admission.IsFull(options) && await _admission.WaitAsync(null, cancellationToken).ConfigureAwait(false) is { } full)
            return Refuse(full);
        foreach (var name in request.Channels)
        {
            if (engine.Channels.Find(name) is { HasRoom: false } crowded
                && await _admission.WaitAsync(crowded, cancellationToken).ConfigureAwait(false) is { } noRoom)
                return Refuse(noRoom);
        }

        var claim = default(IdempotencyClaim);
        if (request.IdempotencyKey is { Length: > 0 })
        {
            claim = Idempotency.ClaimFor(request, engine.Clock.GetUtcNow() + options.IdempotencyWindow);
            if (await engine.Store.FindKeyAsync(claim.TenantId, claim.Key, engine.Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } earlier)
                return Repeated(claim, earlier);
        }

        return await RunAsync(request, claim, cancellationToken).ConfigureAwait(false);
    }

    private static NotificationEvent ToEvent(NotificationRequest request) => new()
    {
        Type = EventType,
        Subject = request.Subject is { Length: > 0 } ? request.Subject : null,
        Severity = request.Severity,
        TenantId = request.TenantId,
        Labels = LabelSet.From(request.Metadata),
        Data = request.Data,
        CorrelationKey = request.CorrelationKey,
        Drill = request.Drill,
        TraceParent = request.TraceParent ?? System.Diagnostics.Activity.Current?.Id,
    };

    private async ValueTask<RequestResult> RunAsync(NotificationRequest request, IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        var e = ToEvent(request);
        var step = Step.Rent(engine.Clock.GetUtcNow());
        var identity = e.CorrelationKey is null ? default : EventIdentity.Of(e);
        var stripe = e.CorrelationKey is null ? null : engine.Stripes[identity];
        try
        {
            if (stripe is not null)
                await stripe.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            step.Return();
            throw;
        }

        try
        {
            if (!engine.IsRunning)
                return Refuse(NotRunning);
            var id = new NotificationId(engine.Ids.Next(), step.Now);
            try
            {
                Plan(step, request, e, id, stripe, identity);
            }
            catch
            {
                committer.Undo(step);
                throw;
            }

            step.Batch.Accept(new AcceptedEvent(id, e, PublishKind.Accepted, 0));
            if (claim.Key is not null)
                step.Batch.Claim(claim with { IdText = id.ToString() });
            var commit = await committer.CommitAsync(step, cancellationToken).ConfigureAwait(false);
            return commit.Kind switch
            {
                CommitKind.Committed => new RequestResult(RequestKind.Accepted, id.ToString()),
                CommitKind.KeyTaken => Repeated(claim, commit.TakenBy),
                CommitKind.Full => Refuse(new NotificationError(NotificationErrorCode.StoreFull, commit.Reason ?? "The store has no room for new work: free some space.")),
                _ => Refuse(new NotificationError(NotificationErrorCode.StoreUnavailable, commit.Reason ?? "The store did not commit the request: try again later.")),
            };
        }
        finally
        {
            step.Return();
            stripe?.Gate.Release();
        }
    }

    private void Plan(Step step, NotificationRequest request, NotificationEvent e, NotificationId id, IdentityStripe? stripe, in EventIdentity identity)
    {
        AlertState? alert = null;
        if (stripe is not null && (alert = stripe.FindAlert(identity)) is null && !TrackingBound.IsReached(engine))
        {
            alert = new AlertState(identity) { LastSeenTicks = step.NowTicks, DueTicks = step.NowTicks + TimeSpan.TicksPerHour };
            step.NewStates.Add(alert);
            step.Due.Add(alert);
        }

        if (alert is not null)
        {
            step.Save(alert);
            alert.LastSeenTicks = step.NowTicks;
            step.Put(alert);
        }

        var contents = Contents(step, request, e);
        var match = new MatchContext
        {
            Event = e,
            EventNumber = id.Value,
            AcceptedTicks = step.NowTicks,
            Alert = alert,
            Origin = DecisionReason.Requested,
            Lane = request.Priority,
            Category = request.Category,
            BatchId = request.BatchId,
            Locale = request.Locale,
            SendAtTicks = request.SendAt?.UtcTicks ?? 0,
            IsRequest = true,
            IsFlush = true,
        };
        var toFind = new List<ExpansionTarget>();
        foreach (var recipient in request.Recipients.Count > 0 ? request.Recipients : [null!])
            PlanRecipient(step, match, request, recipient, contents, toFind);
        if (toFind.Count > 0)
            audience.Expand(step, match with { Template = request.Template }, toFind, carriesMatch: false, contents);
    }

    private void PlanRecipient(
        Step step, in MatchContext match, NotificationRequest request, Recipient? recipient, Dictionary<string, ContentRecord> contents, List<ExpansionTarget> toFind)
    {
        if (recipient is not null && recipient.Kind != RecipientKind.Address && request.Channels.Count == 0)
        {
            toFind.Add(new ExpansionTarget(null, recipient));
            return;
        }

        foreach (var channel in request.Channels)
        {
            var own = match with
            {
                Content = contents.TryGetValue(channel, out var special) ? special : contents.GetValueOrDefault(string.Empty),
                Template = contents.ContainsKey(channel) ? null : request.Template,
                OriginChannel = channel,
            };
            var target = recipient is { Kind: RecipientKind.Address }
                ? new CompiledTarget(new RuleTarget { Channel = channel, Destination = recipient.Value })
                : new CompiledTarget(new RuleTarget { Channel = channel, Recipient = recipient });
            audience.PlanTarget(step, own, target, toFind);
        }
    }

    private Dictionary<string, ContentRecord> Contents(Step step, NotificationRequest request, NotificationEvent e)
    {
        var contents = new Dictionary<string, ContentRecord>(StringComparer.OrdinalIgnoreCase);
        if (!string.IsNullOrEmpty(request.Subject) || !string.IsNullOrEmpty(request.Body))
        {
            contents[string.Empty] = new ContentRecord(engine.Ids.Next(), new NotificationContent
            {
                Subject = string.IsNullOrEmpty(request.Subject) ? FirstLine(request.Body!) : request.Subject,
                Text = request.Body ?? request.Subject!,
                Attachments = request.Attachments,
                Addressing = request.Addressing,
                Actions = request.Actions,
            });
        }
        else if (request.Template is not null && (request.Attachments.Count > 0 || request.Actions.Count > 0 || request.Addressing is not null))
        {
            var otherwise = Rendering.StandInText.Render(e, null, request.Template, isRequest: true, new DateTimeOffset(step.NowTicks, TimeSpan.Zero)) with { Attachments = request.Attachments, Addressing = request.Addressing, Actions = request.Actions };
            contents[string.Empty] = new ContentRecord(engine.Ids.Next(), otherwise);
        }

        foreach (var (channel, content) in request.ContentByChannel ?? new Dictionary<string, NotificationContent>())
            contents[channel] = new ContentRecord(engine.Ids.Next(), content);
        foreach (var content in contents.Values)
            step.Batch.Add(content);
        return contents;
    }

    private static string FirstLine(string body)
    {
        var end = body.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? body : body[..end];
        if (line.Length <= 120)
            return line;
        return line[..(char.IsHighSurrogate(line[119]) ? 119 : 120)];
    }

    private NotificationError? Check(NotificationRequest request, NotificationsOptions options)
    {
        if (!engine.IsRunning)
            return NotRunning;
        if (SendScope.Current is { } scope && scope.Depth > options.MaxPublishDepth)
            return new(NotificationErrorCode.LoopDetected, $"Requests sent from within sends have led to one another {scope.Depth} times: let the channel not send what comes back to it.");
        return RequestRule.Check(request, engine.Channels, engine.Resolver is not null, options) ?? CheckTemplate(request);
    }

    private NotificationError? CheckTemplate(NotificationRequest request)
    {
        if (request.Template is null)
            return null;
        var problem = engine.Templates is { } templates
            ? templates.FindProblem(request.Template, request.TenantId, ToEvent(request))
            : "no template engine is registered: add one, for example with AddHandlebars()";
        return problem is null ? null : new(NotificationErrorCode.UnknownName, $"Template '{request.Template}': {problem}.");
    }

    private RequestResult Repeated(in IdempotencyClaim claim, in IdempotencyClaim earlier) =>
        string.Equals(claim.BodyHash, earlier.BodyHash, StringComparison.Ordinal)
            ? new RequestResult(RequestKind.Duplicate, earlier.IdText)
            : Refuse(Idempotency.Conflict(claim, earlier));

    private RequestResult Refuse(NotificationError error)
    {
        if (RefusalRule.TopicOf(error.Code) is not { } topic || engine.LogPace.IsTime(topic, engine.NowTicks()))
            engine.Log.RequestRefused(error.Code, error.Message);
        return new RequestResult(RequestKind.Refused, string.Empty, error);
    }
}
