using System.Buffers;
using System.Text;
using Notifications.Configuration;
using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>
/// A message that some of its recipients have is never sent to them again, on no channel. Those who were refused for now are tried again by themselves, for as long as one without a fallback is tried;
/// then it is over as what it has been since the first success. Pure.
/// </summary>
internal static class RemainingRule
{
    /// <summary>So many are named; the others are given up and counted.</summary>
    public const int MaxNamed = 1_000;

    /// <summary>A longer address is no address: given up and counted.</summary>
    public const int MaxLength = 512;

    /// <summary>Who does not have it after an attempt.</summary>
    /// <param name="before">The same before it; null when it was for all.</param>
    /// <param name="result">The attempt's answer.</param>
    /// <param name="triesAgain">The channel can send to some alone.</param>
    /// <returns>Null when nobody has it, or everybody got it at once. It is empty when the last have it now.</returns>
    public static RemainingRecipients? After(RemainingRecipients? before, DeliveryResult result, bool triesAgain)
    {
        var isSuccess = IsSuccess(result);
        if (before is null && (!isSuccess || result.Failures.Count == 0))
            return null;
        var reached = before?.Reached == DeliveryState.Sent || result.Kind == DeliveryResultKind.Accepted ? DeliveryState.Sent : DeliveryState.Delivered;
        if (before is not null && !isSuccess)
            reached = before.Reached;
        var sorted = new Sorting(before);
        foreach (var failure in result.Failures)
        {
            if (before is null || sorted.Awaits(failure.Address))
                sorted.Add(failure.Address, triesAgain && result.Kind != DeliveryResultKind.Rejected && failure.Kind is RecipientFailureKind.Deferred or RecipientFailureKind.InDoubt);
        }

        // Of whom nothing was said: they have it with the others, or did not get it with the others.
        if (!isSuccess)
            sorted.AddRest(before!.Waiting, triesAgain && result.Kind != DeliveryResultKind.Rejected);
        return sorted.ToRemaining(reached);
    }

    /// <summary>What comes after an attempt of a delivery that some have.</summary>
    /// <param name="options">The channel's options.</param>
    /// <param name="facts">The attempt's facts.</param>
    /// <param name="result">Its answer.</param>
    /// <param name="some">Who does not have it now.</param>
    /// <param name="nowTicks">The instant.</param>
    public static DispatchDecision Decide(ChannelOptions options, in AttemptFacts facts, DeliveryResult result, RemainingRecipients some, long nowTicks)
    {
        // A fallback would tell those who know.
        var alone = facts with { HasFallback = false };
        if (!IsSuccess(result))
        {
            var usual = DispatchRule.Decide(options, alone, result, nowTicks);
            if (some.Waiting.Count == 0 && !DeliveryRule.IsFinal(usual.State))
                usual = usual with { State = DeliveryState.Rejected, Reason = DecisionReason.RecipientRejected, PausesChannel = false };
            return End(usual, some);
        }

        if (some.Waiting.Count == 0)
            return new(some.Reached, some.Reached == DeliveryState.Delivered ? DecisionReason.Delivered : DecisionReason.Sent);
        if (IsInDoubt(result) && DispatchRule.Holds(options.Unknown, facts.IsCostly, facts.KeyHolds))
            return new(DeliveryState.InDoubt, DecisionReason.HeldInDoubt);

        // The provider works: another one would do no better.
        var again = DispatchRule.Retry(options, alone with { HasOtherProvider = false }, result, nowTicks);
        return End(again with { BreakerFailure = false, Reason = again.State == DeliveryState.Ready ? DecisionReason.RecipientsDeferred : again.Reason }, some);
    }

    /// <summary>An end that is a failure is none for those who have it; nobody else takes over.</summary>
    public static DispatchDecision End(in DispatchDecision decision, RemainingRecipients? some) =>
        some is null || !IsFailure(decision.State) ? decision : decision with { State = some.Reached, EngagesFallback = false };

    /// <summary>What a delivery becomes that shall become this.</summary>
    public static DeliveryState EndOf(DeliveryState state, RemainingRecipients? some) => some is not null && IsFailure(state) ? some.Reached : state;

    /// <summary>Why those who are left are not tried at their turn; none when they are.</summary>
    /// <param name="delivery">A delivery that some have.</param>
    /// <param name="triesAgain">Its channel, as it is now, can send to some alone.</param>
    public static DecisionReason GivesUp(Delivery delivery, bool triesAgain)
    {
        // A newer message about the thing goes to all of them: who has not got this one gets that one.
        if (delivery.Next is not null)
            return DecisionReason.Superseded;
        return triesAgain ? DecisionReason.None : DecisionReason.RecipientsMissed;
    }

    /// <summary>Whether a message keeps its place in its order chain although some have it: where a status is told. What comes after others waits for nobody who is refused for now.</summary>
    public static bool KeepsPlace(NotificationStatus status) => status != NotificationStatus.None;

    private static bool IsSuccess(DeliveryResult result) => result.Kind is DeliveryResultKind.Delivered or DeliveryResultKind.Accepted;

    private static bool IsFailure(DeliveryState state) => DeliveryRule.IsFinal(state) && state is not (DeliveryState.Delivered or DeliveryState.Sent);

    private static bool IsInDoubt(DeliveryResult result)
    {
        foreach (var failure in result.Failures)
        {
            if (failure.Kind == RecipientFailureKind.InDoubt)
                return true;
        }

        return false;
    }

    // Half a surrogate pair can be neither stored nor sent.
    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != OperationStatus.Done)
                return false;
            rest = rest[used..];
        }

        return true;
    }

    private ref struct Sorting(RemainingRecipients? before)
    {
        private readonly HashSet<string>? _awaited = before is null ? null : new(before.Waiting, StringComparer.Ordinal);
        private readonly HashSet<string> _seen = new(before?.Missed ?? [], StringComparer.Ordinal);
        private readonly List<string> _waiting = [];
        private readonly List<string> _missed = [.. before?.Missed ?? []];
        private int _more = before?.MoreMissed ?? 0;

        public readonly bool Awaits(string address) => _awaited!.Contains(address);

        public void Add(string address, bool waits)
        {
            if (!_seen.Add(address))
                return;
            if (_waiting.Count + _missed.Count >= MaxNamed || address.Length is 0 or > MaxLength || !IsWellFormed(address))
                _more++;
            else if (waits)
                _waiting.Add(address);
            else
                _missed.Add(address);
        }

        public void AddRest(IReadOnlyList<string> addresses, bool wait)
        {
            foreach (var address in addresses)
                Add(address, wait);
        }

        public readonly RemainingRecipients ToRemaining(DeliveryState reached) => new(reached, _waiting, _missed, _more);
    }
}
