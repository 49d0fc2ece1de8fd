using Notifications.History;
using Notifications.Routing;

namespace Notifications.Storage;

/// <summary>Which signatures a search may be about.</summary>
internal sealed class SearchMask
{
    private readonly ulong _mask;
    private readonly ulong _value;
    private readonly ulong _otherMask;
    private readonly ulong _otherValue;
    private readonly uint _statuses;
    private readonly bool[]? _types;

    /// <summary>Translates a search.</summary>
    /// <param name="search">The search.</param>
    /// <param name="types">The types that are known, by which a pattern is translated.</param>
    public SearchMask(HistorySearch search, SearchTypes types)
    {
        Ask(search.TenantId, SearchSignature.TenantMask, SearchSignature.Tenant(search.TenantId), ref _mask, ref _value);
        Ask(search.Channel, SearchSignature.ChannelMask, SearchSignature.Channel(search.Channel), ref _mask, ref _value);
        Ask(search.Rule, SearchSignature.RuleMask, SearchSignature.Rule(search.Rule), ref _mask, ref _value);
        Ask(search.TraceId, SearchSignature.TraceMask, SearchSignature.Trace(search.TraceId), ref _mask, ref _value);

        // What is asked for in its redacted form has the signature of its secret, which nobody said.
        if (search.Destination is not { } destination || !Tracking.SecretDestination.IsRedacted(destination))
            Ask(search.Destination, SearchSignature.DestinationMask, SearchSignature.Destination(search.Destination), ref _mask, ref _value);
        Ask(search.RecipientId, SearchSignature.RecipientMask, SearchSignature.Recipient(search.RecipientId), ref _mask, ref _value);
        Ask(search.ProviderMessageId, SearchSignature.MessageMask, SearchSignature.Message(search.ProviderMessageId), ref _mask, ref _value);
        if (search.EventType is { } type)
        {
            var pattern = new Glob(type);
            if (pattern.Shape == GlobShape.Exact)
                Ask(type, SearchSignature.TypeMask, SearchSignature.Type(type), ref _mask, ref _value);
            else
                _types = types.Match(pattern);
        }

        foreach (var status in search.Statuses)
            _statuses |= 1u << (int)status;
        (_otherMask, _otherValue) = (_mask, _value);
        Ask(search.EventId, SearchSignature.IdMask, SearchSignature.Id(search.EventId), ref _mask, ref _value);

        // An id may be the publisher's own, or ours.
        if (NotificationId.TryParse(search.EventId, out var id))
            Ask(search.EventId, SearchSignature.NumberMask, SearchSignature.Number(id.Value), ref _otherMask, ref _otherValue);
        else
            (_otherMask, _otherValue) = (_mask, _value);
    }

    /// <summary>Whether a signature may be that of a finished delivery that is searched.</summary>
    /// <returns>False when it is surely not.</returns>
    public bool MayMatch(ulong signature) => MayMatch(signature, ulong.MaxValue) && (_statuses == 0 || SearchSignature.HasStatus(signature, _statuses));

    /// <summary>Whether a signature may be one that is searched.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="known">The bits of it that say something.</param>
    /// <returns>False when it is surely not.</returns>
    public bool MayMatch(ulong signature, ulong known)
    {
        var isOne = (signature & _mask & known) == (_value & known) || (signature & _otherMask & known) == (_otherValue & known);
        return isOne && (_types is null || _types[SearchSignature.TypeCodeOf(signature)]);
    }

    private static void Ask(string? asked, ulong mask, ulong bits, ref ulong masks, ref ulong values)
    {
        if (asked is null)
            return;
        masks |= mask;
        values |= bits;
    }
}
