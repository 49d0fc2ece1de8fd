namespace Notifications;

/// <summary>What a channel says of one attempt. Reasons are shown to operators: no secrets, no bodies.</summary>
public sealed class DeliveryResult
{
    private static readonly DeliveryResult DeliveredWithoutId = new(DeliveryResultKind.Delivered);
    private static readonly DeliveryResult AcceptedWithoutId = new(DeliveryResultKind.Accepted);

    private DeliveryResult(DeliveryResultKind kind) => Kind = kind;

    private DeliveryResult(DeliveryResult original, IReadOnlyList<RecipientFailure> failures, TimeSpan? after)
        : this(original.Kind) => (ProviderMessageId, Reason, RetryAfter, Rejection, DisablesDestination, IsMessagesOwn, Failures) =
            (original.ProviderMessageId, original.Reason, after ?? original.RetryAfter, original.Rejection, original.DisablesDestination, original.IsMessagesOwn, failures);

    /// <summary>What the attempt came to.</summary>
    public DeliveryResultKind Kind { get; }

    /// <summary>The provider's id of the message; null when it gave none.</summary>
    public string? ProviderMessageId { get; private init; }

    /// <summary>What the provider said; null for success.</summary>
    public string? Reason { get; private init; }

    /// <summary>How long the provider wants us to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whose fault a rejection is; null unless <see cref="Kind"/> is <see cref="DeliveryResultKind.Rejected"/>.</summary>
    public RejectionKind? Rejection { get; private init; }

    /// <summary>The destination will never take anything again (410 Gone, an archived channel): the engine sends nothing more to it.</summary>
    public bool DisablesDestination { get; private init; }

    /// <summary>What failed is this message's own matter: one recipient's mailbox, an attachment that cannot be read. It says nothing of the provider, whose circuit
    /// does not count it. Default: false.</summary>
    public bool IsMessagesOwn { get; private init; }

    /// <summary>Recipients who did not get it, where the channel knows them one by one: after a success some of several, else those of whom it was said why. Empty by default.
    /// After a success those who are <see cref="RecipientFailureKind.Deferred"/> are tried again, without the others, by a channel that can (<see cref="ChannelTraits.RetriesRecipients"/>).</summary>
    public IReadOnlyList<RecipientFailure> Failures { get; private init; } = [];

    /// <summary>The recipient's side has it.</summary>
    /// <param name="providerMessageId">The provider's id of the message, if it gives one.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Delivered(string? providerMessageId = null) =>
        providerMessageId is null ? DeliveredWithoutId : new(DeliveryResultKind.Delivered) { ProviderMessageId = providerMessageId };

    /// <summary>Some of the recipients of one send have it, the others not.</summary>
    /// <param name="providerMessageId">The provider's id of the message, if it gives one.</param>
    /// <param name="failures">Those who do not have it.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Delivered(string? providerMessageId, IReadOnlyList<RecipientFailure> failures) =>
        new(DeliveryResultKind.Delivered) { ProviderMessageId = providerMessageId, Failures = failures };

    /// <summary>The provider has it; a receipt may follow.</summary>
    /// <param name="providerMessageId">The provider's id of the message, by which the receipt will be matched.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Accepted(string? providerMessageId = null) =>
        providerMessageId is null ? AcceptedWithoutId : new(DeliveryResultKind.Accepted) { ProviderMessageId = providerMessageId };

    /// <summary>The provider has it for some of the recipients of one send; receipts may follow.</summary>
    /// <param name="providerMessageId">The provider's id of the message, by which receipts will be matched.</param>
    /// <param name="failures">Those whom the provider refused.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Accepted(string? providerMessageId, IReadOnlyList<RecipientFailure> failures) =>
        new(DeliveryResultKind.Accepted) { ProviderMessageId = providerMessageId, Failures = failures };

    /// <summary>The provider asks to slow down. The channel pauses; no attempt is consumed.</summary>
    /// <param name="after">How long to wait; capped by the channel's option.</param>
    /// <param name="reason">What the provider said, or what there is not enough of; null for no more than that it throttles.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Throttled(TimeSpan after, string? reason = null) =>
        new(DeliveryResultKind.Throttled) { RetryAfter = after, Reason = reason ?? "throttled by the provider" };

    /// <summary>It did not work, and it may work later. Say this only when nothing was sent for sure.</summary>
    /// <param name="reason">What the provider said.</param>
    /// <param name="after">How long the provider wants us to wait; null for the channel's own backoff.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Retry(string reason, TimeSpan? after = null) => new(DeliveryResultKind.Retry) { Reason = reason, RetryAfter = after };

    /// <summary>It did not work for this message, and it may work later; others of the channel are not concerned (<see cref="IsMessagesOwn"/>): a recipient that is greylisted,
    /// an attachment whose source is away. Say this only when nothing was sent for sure.</summary>
    /// <param name="reason">What the provider said, or what could not be read.</param>
    /// <param name="after">How long to wait; null for the channel's own backoff.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult RetryOwn(string reason, TimeSpan? after = null) =>
        new(DeliveryResultKind.Retry) { Reason = reason, RetryAfter = after, IsMessagesOwn = true };

    /// <summary>It will not work, however often it is tried.</summary>
    /// <param name="kind">Whose fault it is.</param>
    /// <param name="reason">What the provider said.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Rejected(RejectionKind kind, string reason) => new(DeliveryResultKind.Rejected) { Rejection = kind, Reason = reason };

    /// <summary>The destination is gone for good (410): nothing more is sent to it until the configuration changes.</summary>
    /// <param name="reason">What the provider said.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Gone(string reason) =>
        new(DeliveryResultKind.Rejected) { Rejection = RejectionKind.Recipient, Reason = reason, DisablesDestination = true };

    /// <summary>It may have worked: the answer got lost (a timeout after sending, a cut connection).</summary>
    /// <param name="reason">What is known.</param>
    /// <returns>The result.</returns>
    public static DeliveryResult Unknown(string reason) => new(DeliveryResultKind.Unknown) { Reason = reason };

    /// <summary>The same, and which recipients did not get it.</summary>
    /// <param name="failures">Those who do not have it.</param>
    /// <param name="after">How long the provider wants us to wait before those who are deferred are tried again; null for what the result says already, or the channel's own backoff.</param>
    /// <returns>The result.</returns>
    public DeliveryResult WithFailures(IReadOnlyList<RecipientFailure> failures, TimeSpan? after = null)
    {
        ArgumentNullException.ThrowIfNull(failures);
        return new DeliveryResult(this, failures, after);
    }

    /// <inheritdoc/>
    public override string ToString() => Reason is null ? Kind.ToString() : $"{Kind}: {Reason}";
}
