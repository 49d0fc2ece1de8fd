namespace Notifications.Email.Smtp;

/// <summary>Who of a mail's recipients is to be named next, who was taken, and who was not and why.</summary>
internal sealed class RecipientLedger
{
    private List<RecipientFailure>? _failures;
    private List<EmailAddress>? _later;
    private SmtpReply _refused;
    private int _own;
    private int _answered;
    private int _taken;
    private int _takenOwn;

    public RecipientLedger(EmailEnvelope envelope) => (Current, _own) = (envelope.Recipients, envelope.Recipients.Count - envelope.Copies);

    /// <summary>Those of this transaction.</summary>
    public IReadOnlyList<EmailAddress> Current { get; private set; }

    /// <summary>One of them needs SMTPUTF8.</summary>
    public bool NeedsUtf8
    {
        get
        {
            for (var i = 0; i < Current.Count; i++)
            {
                if (Current[i].NeedsUtf8)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Somebody whom the mail is for was taken, not only those who get a copy.</summary>
    public bool IsWorthSending => _takenOwn > 0;

    /// <summary>Leaves out those whom a server without SMTPUTF8 cannot be told of.</summary>
    public void LeaveOutInternational(string host)
    {
        var kept = new List<EmailAddress>(Current.Count);
        var own = 0;
        for (var i = 0; i < Current.Count; i++)
        {
            if (Current[i].NeedsUtf8)
            {
                Add(Current[i], $"{host} does not take addresses with characters outside ASCII before the at sign (SMTPUTF8)", RecipientFailureKind.Refused);
                continue;
            }

            own += i < _own ? 1 : 0;
            kept.Add(Current[i]);
        }

        (Current, _own) = (kept, own);
    }

    /// <summary>Takes the answer about the next of them.</summary>
    public void Answer(SmtpReply reply)
    {
        var (index, address) = (_answered, Current[_answered++]);
        if (reply.IsOk)
        {
            _taken++;
            _takenOwn += index < _own ? 1 : 0;
            return;
        }

        // When all are refused the one that may yet be accepted decides, so that it is tried again.
        if (index < _own && (_refused.Code == 0 || RecipientRule.IsTemporary(reply)))
            _refused = reply;
        if (_taken > 0 && RecipientRule.IsTooMany(reply))
            (_later ??= []).Add(address);
        else
            Add(address, reply.ToString(), RecipientRule.KindOf(reply));
    }

    /// <summary>What it means that none of them was taken. A server that goes away has not answered for all: its answers so far decide nothing.</summary>
    public DeliveryResult Refusal(SmtpReply last) => RecipientRule.ForAll(_refused.Code == 0 || last.IsClosing ? last : _refused);

    /// <summary>Goes on with those who were too many at a time.</summary>
    /// <returns>False when there are none.</returns>
    public bool TryGoOn()
    {
        if (_later is not { } later)
            return false;
        (Current, _own, _later) = (later, later.Count, null);
        (_answered, _taken, _takenOwn) = (0, 0, 0);
        return true;
    }

    /// <summary>A transaction came to nothing: whoever is still to be told did not get it.</summary>
    public void Fail(string reason, RecipientFailureKind kind)
    {
        foreach (var address in Current)
        {
            if (_failures?.Exists(f => string.Equals(f.Address, address.Mailbox, StringComparison.Ordinal)) != true)
                Add(address, reason, kind);
        }

        _later = null;
    }

    /// <summary>The result, with all who did not get it.</summary>
    public DeliveryResult Conclude(DeliveryResult result)
    {
        foreach (var address in _later ?? [])
            Add(address, "too many recipients at a time", RecipientFailureKind.Deferred);
        _later = null;
        return _failures is null ? result : result.WithFailures(_failures);
    }

    private void Add(EmailAddress address, string reason, RecipientFailureKind kind) =>
        (_failures ??= []).Add(new RecipientFailure(address.Mailbox, reason) { Kind = kind });
}
