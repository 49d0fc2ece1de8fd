using System.Diagnostics.CodeAnalysis;

namespace Notifications.Configuration;

/// <summary>Writes a rule in code. All that is stated must hold; verbs that take lists add to them.</summary>
public sealed class RuleBuilder
{
    internal RuleBuilder(string name, bool isCatchAll) => Document = new RuleDocument { Name = name, IsCatchAll = isCatchAll };

    /// <summary>The rule so far, for what has no verb.</summary>
    public RuleDocument Document { get; }

    /// <summary>Takes events whose type matches one of the globs.</summary>
    /// <param name="types">See <see cref="RuleDocument.EventTypes"/>.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder OnEvent(params ReadOnlySpan<string> types) => AddTo(Document.EventTypes, types);

    /// <summary>Takes events whose type is in one of the domains: <c>incident</c> and all below it.</summary>
    /// <param name="domains">See <see cref="RuleDocument.Domains"/>.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder OnDomain(params ReadOnlySpan<string> domains) => AddTo(Document.Domains, domains);

    /// <summary>Takes the events of a type's objects: published as such, or as JSON under its event type.</summary>
    /// <typeparam name="T">The type; its event type is that of <c>AddEvent</c>, else its name: <c>OrderFailed</c> → <c>order.failed</c>.</typeparam>
    /// <returns>The builder.</returns>
    public RuleBuilder On<T>()
        where T : notnull => SetTyped<T>(null);

    /// <summary>Takes the events of a type's objects for which the condition holds.</summary>
    /// <typeparam name="T">The type; its event type is that of <c>AddEvent</c>, else its name: <c>OrderFailed</c> → <c>order.failed</c>.</typeparam>
    /// <param name="condition">Sees the published object, or one read from the event's data. When it throws it counts as false, with the error in the trace.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder On<T>(Func<T, bool> condition)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(condition);
        return SetTyped(condition);
    }

    /// <summary>Takes events of this severity and above.</summary>
    /// <param name="severity">The lowest severity.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder MinSeverity(Severity severity) => Set(d => d.MinSeverity = severity);

    /// <summary>Takes events from one of the sources.</summary>
    /// <param name="sources">Globs, see <see cref="RuleDocument.Sources"/>.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder FromSource(params ReadOnlySpan<string> sources) => AddTo(Document.Sources, sources);

    /// <summary>Takes the events of one tenant.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder ForTenant(string tenantId) => Set(d => d.TenantId = tenantId);

    /// <summary>Takes events in one of the statuses.</summary>
    /// <param name="statuses">The statuses.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder WithStatus(params ReadOnlySpan<NotificationStatus> statuses)
    {
        foreach (var status in statuses)
            Document.Statuses.Add(status);
        return this;
    }

    /// <summary>Takes events whose labels match all matchers.</summary>
    /// <param name="matchers">For example <c>team="db"</c>, see <see cref="RuleDocument.Matchers"/>.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder WhereLabel(params ReadOnlySpan<string> matchers) => AddTo(Document.Matchers, matchers);

    /// <summary>Takes events for which the function holds; called again, all must hold.</summary>
    /// <param name="condition">Must be fast and safe for threads. When it throws it counts as false, with the error in the trace.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder When(Func<NotificationEvent, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Document.Predicate = Document.Predicate is { } before ? e => before(e) && condition(e) : condition;
        return this;
    }

    /// <summary>Takes events for which the CEL expression holds; called again, all must hold.</summary>
    /// <param name="expression">For example <c>event.data.amount &gt; 1000 &amp;&amp; event.data.region in ["eu", "us"]</c>. One that does not compile stops the start,
    /// with the place and the name that was probably meant; one that fails when it runs counts as false, with the error in the trace.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder When(string expression)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);

        // On lines of their own, so that a comment at an expression's end ends there.
        return Set(d => d.Expression = d.Expression is { } before ? $"({before}\n) && (\n{expression}\n)" : expression);
    }

    /// <summary>Takes events for which the JSON condition holds; called again, all must hold.</summary>
    /// <param name="json">For example <c>{"data.amount": {"gt": 1000}}</c>.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder WhenJson([StringSyntax(StringSyntaxAttribute.Json)] string json) =>
        Set(d => d.Condition = d.Condition is { } before ? $$"""{"all":[{{before}},{{json}}]}""" : json);

    /// <summary>Sends to a channel.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="destination">The address; null for the channel's own default.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder To(string channel, string? destination = null) => To(new RuleTarget { Channel = channel, Destination = destination });

    /// <summary>Sends to a channel, to an address that the event gives.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="destination">Takes the address from the event; null means that there is none.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder To(string channel, Func<NotificationEvent, string?> destination) =>
        To(new RuleTarget { Channel = channel, DestinationSelector = destination });

    /// <summary>Sends to a target.</summary>
    /// <param name="target">The target.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder To(RuleTarget target) => Set(d => d.Targets.Add(target));

    /// <summary>Sends to a user of the host.</summary>
    /// <param name="userId">The host's id of the user.</param>
    /// <param name="channel">The channel's name; null for each on which the user has an address.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder ToUser(string userId, string? channel = null) => ToRecipient(Recipient.User(userId), channel);

    /// <summary>Sends to a user, role, group, topic or the system.</summary>
    /// <param name="recipient">Whom to look up.</param>
    /// <param name="channel">The channel's name; null for each on which the recipient has an address.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder ToRecipient(Recipient recipient, string? channel = null) => To(new RuleTarget { Channel = channel, Recipient = recipient });

    /// <summary>Sends to the recipients that the event gives: its assignee, the affected user.</summary>
    /// <param name="recipients">Takes the recipients from the event; empty means that there are none.</param>
    /// <param name="channel">The channel's name; null for each on which the recipient has an address.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder ToRecipients(Func<NotificationEvent, IReadOnlyList<Recipient>> recipients, string? channel = null) =>
        To(new RuleTarget { Channel = channel, RecipientSelector = recipients });

    /// <summary>Sends to the recipients that a CEL expression takes from the event.</summary>
    /// <param name="channel">The channel's name; null for each on which a recipient has an address.</param>
    /// <param name="expression">Gives a string or a list of strings: <c>event.data.customer_email</c>. See <see cref="RuleTarget.RecipientExpression"/>.</param>
    /// <param name="kind">What the strings are. Default: addresses with a channel, else users.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder ToExpression(string? channel, string expression, RecipientKind? kind = null) =>
        To(new RuleTarget { Channel = channel, RecipientExpression = expression, ExpressionKind = kind });

    /// <summary>Where it goes when a target has finally failed; several are tried one after the other.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="destination">The address; null for the channel's own default.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder FallbackTo(string channel, string? destination = null) => FallbackTo(new RuleTarget { Channel = channel, Destination = destination });

    /// <summary>Where it goes when a target has finally failed; several are tried one after the other.</summary>
    /// <param name="target">The target.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder FallbackTo(RuleTarget target) => Set(d => d.Fallback.Add(target));

    /// <summary>Tries the targets in their order; the first that succeeds ends it.</summary>
    /// <returns>The builder.</returns>
    public RuleBuilder FirstThatSucceeds() => Set(static d => d.Mode = ChannelMix.FirstThatSucceeds);

    /// <summary>Rules after this one do not apply when it matches.</summary>
    /// <returns>The builder.</returns>
    public RuleBuilder Stop() => Set(static d => d.Stop = true);

    /// <summary>The place in the order.</summary>
    /// <param name="priority">Lower numbers come first. Default: 0.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Priority(int priority) => Set(d => d.Priority = priority);

    /// <summary>The lane of the deliveries.</summary>
    /// <param name="priority">The lane. Default: by the event's severity.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder DeliverWith(Priority priority) => Set(d => d.DeliveryPriority = priority);

    /// <summary>The category, for limits and preferences.</summary>
    /// <param name="category">At most 128 characters.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Category(string category) => Set(d => d.Category = category);

    /// <summary>The template that makes the content.</summary>
    /// <param name="name">The template's name; one that does not exist stops the start.</param>
    /// <param name="variables">Fixed values for it, which win over values of the event. Default: none.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Template(string name, IReadOnlyDictionary<string, string>? variables = null)
    {
        Document.Template = name;
        foreach (var (key, value) in variables ?? LabelSet.Empty)
            Document.TemplateVariables[key] = value;
        return this;
    }

    /// <summary>Puts a button with a link under the messages.</summary>
    /// <param name="label">What is written on it.</param>
    /// <param name="url">Where it leads.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Link(string label, string url) => Action(new RuleAction { Label = label, Url = url });

    /// <summary>Puts a button with a link that the event gives under the messages.</summary>
    /// <param name="label">What is written on it.</param>
    /// <param name="url">Takes the address from the event; null leaves the button out.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Link(string label, Func<NotificationEvent, string?> url) => Action(new RuleAction { Label = label, UrlSelector = url });

    /// <summary>Puts a button under the messages with which a person may do something.</summary>
    /// <param name="label">What is written on it.</param>
    /// <param name="name">What it does, by a name that the host understands when it is pressed: <c>acknowledge</c>.</param>
    /// <param name="style">How it looks. Default: as the others.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Action(string label, string name, NotificationActionStyle style = NotificationActionStyle.Default) =>
        Action(new RuleAction { Label = label, Name = name, Style = style });

    /// <summary>Puts a button under the messages.</summary>
    /// <param name="action">The button.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Action(RuleAction action) => Set(d => d.Actions.Add(action));

    /// <summary>The instant from which on the rule takes part.</summary>
    /// <param name="instant">The first instant.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder ValidFrom(DateTimeOffset instant) => Set(d => d.ValidFrom = instant);

    /// <summary>The instant at which the rule ceases to take part.</summary>
    /// <param name="instant">The first instant without it.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder ValidUntil(DateTimeOffset instant) => Set(d => d.ValidUntil = instant);

    /// <summary>Holds back repetitions; see <see cref="DebounceOptions"/> for bounds.</summary>
    /// <param name="window">How long repetitions are held. Default: 30 s.</param>
    /// <param name="threshold">The event at which the aggregate goes out at once. Default: 6.</param>
    /// <param name="cooldown">How long everything is only counted afterwards. Default: 1 h.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Debounce(TimeSpan? window = null, int? threshold = null, TimeSpan? cooldown = null)
    {
        var options = Document.Debounce ??= new DebounceOptions();
        options.Window = window ?? options.Window;
        options.Threshold = threshold ?? options.Threshold;
        options.Cooldown = cooldown ?? options.Cooldown;
        return this;
    }

    /// <summary>Collects events into one message.</summary>
    /// <param name="window">How long the first event waits for others.</param>
    /// <param name="maxSize">The number at which it goes out before. Default: 100.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Batch(TimeSpan window, int maxSize = 100) => Set(d => d.Batch = new BatchOptions { Window = window, MaxSize = maxSize });

    /// <summary>Holds events until the next occurrence of a cron expression.</summary>
    /// <param name="cron">For example <c>0 9 * * MON-FRI</c>, see <see cref="ScheduleOptions.Cron"/>.</param>
    /// <param name="timeZone">An IANA zone. Default: UTC.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Schedule(string cron, string? timeZone = null) => Set(d => d.Schedule = new ScheduleOptions { Cron = cron, TimeZone = timeZone });

    /// <summary>Holds events until the next multiple of an interval.</summary>
    /// <param name="interval">1 s to 365 days.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Schedule(TimeSpan interval) => Set(d => d.Schedule = new ScheduleOptions { Interval = interval });

    /// <summary>Does not send equal content to the same destination again within the window.</summary>
    /// <param name="window">1 ms to 30 days.</param>
    /// <returns>The builder.</returns>
    public RuleBuilder Deduplicate(TimeSpan window) => Set(d => d.Deduplicate = window);

    private RuleBuilder Set(Action<RuleDocument> change)
    {
        change(Document);
        return this;
    }

    private RuleBuilder AddTo(IList<string> list, ReadOnlySpan<string> values)
    {
        foreach (var value in values)
            list.Add(value);
        return this;
    }

    private RuleBuilder SetTyped<T>(Func<T, bool>? condition)
        where T : notnull
    {
        if (Document.Typed is not null)
            throw new InvalidOperationException($"The rule '{Document.Name}' calls On<…>() twice. Write a rule for each type.");
        Document.Typed = TypedCondition.Create(condition);
        return this;
    }
}
