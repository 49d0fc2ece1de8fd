namespace Notifications.Storage;

/// <content>The records that more than one stage stores.</content>
internal ref partial struct RecordReader
{
    /// <summary>Reads the version that a record begins with.</summary>
    /// <param name="highest">The highest that the caller understands.</param>
    /// <returns>The version, from 1.</returns>
    public byte Version(byte highest = RecordWriter.Version)
    {
        var version = Byte();
        return version >= 1 && version <= highest ? version : throw Damaged($"version {version} is not between 1 and {highest}", 1);
    }

    /// <summary>Reads an id.</summary>
    public NotificationId Id()
    {
        var value = Fixed64();
        return new NotificationId(value, Int());
    }

    /// <summary>Reads an event.</summary>
    public NotificationEvent Event()
    {
        var version = Version(RecordWriter.FlaggedEventVersion);

        // The initialisers run in the order of the text, which is the order of the bytes.
        return new NotificationEvent
        {
            Type = RequiredText(),
            Id = Text(),
            Source = Text(),
            Subject = Text(),
            Time = OptionalTime(),
            Severity = (Severity)Byte(),
            Status = (NotificationStatus)Byte(),
            TenantId = Text(),
            Labels = Labels(),
            Data = Data(),
            CorrelationKey = Text(),
            IdempotencyKey = Text(),
            TraceParent = Text(),
            Drill = version >= RecordWriter.FlaggedEventVersion && (Byte() & RecordWriter.DrillFlag) != 0,
        };
    }

    /// <summary>Reads labels.</summary>
    public LabelSet Labels()
    {
        var count = Count(minimumBytes: 2);
        if (count == 0)
            return LabelSet.Empty;
        var pairs = new KeyValuePair<string, string>[count];
        for (var i = 0; i < count; i++)
        {
            pairs[i] = new(RequiredText(), RequiredText());
            if (i > 0 && string.CompareOrdinal(pairs[i - 1].Key, pairs[i].Key) >= 0)
                throw Damaged("the labels are not in order");
        }

        return LabelSet.FromOrdered(pairs);
    }

    /// <summary>Reads JSON data or null.</summary>
    public EventData? Data() => Bool() ? EventData.FromUtf8(Bytes()) : null;

    /// <summary>Reads content.</summary>
    public NotificationContent Content()
    {
        var version = Version(RecordWriter.ActionsContentVersion);
        var content = new NotificationContent { Subject = RequiredText(), Text = RequiredText(), Html = Text(), Blocks = Data() };
        if (version < RecordWriter.RichContentVersion)
            return content;
        content = content with { Markdown = Text(), Attachments = Attachments(), Addressing = Addressing() };
        return version < RecordWriter.ActionsContentVersion ? content : content with { Actions = Actions() };
    }

    /// <summary>Reads a summary or null.</summary>
    public AggregateSummary? Aggregate()
    {
        if (Remaining > 0 && _data[Position] == 0)
        {
            Position++;
            return null;
        }

        Version();
        return new AggregateSummary { Count = Int32(), First = Time(), Last = Time(), Samples = Events() };
    }

    /// <summary>Reads an event at its acceptance.</summary>
    public AcceptedEvent Accepted()
    {
        Version();
        var id = Id();
        var kind = (PublishKind)Byte();
        var matches = Int32();
        return new AcceptedEvent(id, Event(), kind, matches);
    }

    /// <summary>Reads a decision.</summary>
    public DecisionRecord Decision()
    {
        var version = Version(RecordWriter.DetailVersion);
        return new DecisionRecord(Fixed64(), Fixed64(), Text(), (DecisionReason)Byte(), Text(), Int(), version < RecordWriter.DetailVersion ? null : RequiredText());
    }

    /// <summary>Reads the claim of an idempotency key.</summary>
    public IdempotencyClaim Claim()
    {
        Version();
        return new IdempotencyClaim(RequiredText(), RequiredText(), RequiredText(), RequiredText(), Time());
    }

    /// <summary>Reads an audit record.</summary>
    public Audit.AuditRecord Audit()
    {
        Version();
        return new Audit.AuditRecord
        {
            Id = Id(),
            At = new DateTimeOffset(Fixed64(), TimeSpan.Zero),
            Action = RequiredText(),
            Actor = new Audit.AuditActor((Audit.AuditActorKind)Byte(), Text()),
            TenantId = RequiredText(),
            Target = Text(),
            Details = Text(),
            TraceId = Text(),
            Before = Data(),
            After = Data(),
        };
    }

    private NotificationAttachment[] Attachments()
    {
        const int SmallestAttachment = 5;
        var attachments = new NotificationAttachment[Count(SmallestAttachment)];
        for (var i = 0; i < attachments.Length; i++)
        {
            attachments[i] = new NotificationAttachment
            {
                Name = RequiredText(),
                ContentType = RequiredText(),
                ContentId = Text(),
                Reference = Text(),
                Content = Bytes().ToArray(),
            };
        }

        return attachments;
    }

    private MessageAddressing? Addressing() =>
        Bool() ? new MessageAddressing { Cc = Texts(), Bcc = Texts(), ReplyTo = Text(), UnsubscribeUrl = Text() } : null;

    private NotificationAction[] Actions()
    {
        const int SmallestAction = 5;
        var actions = new NotificationAction[Count(SmallestAction)];
        for (var i = 0; i < actions.Length; i++)
            actions[i] = new NotificationAction { Label = RequiredText(), Url = Text(), Name = Text(), Value = Text(), Style = (NotificationActionStyle)Byte() };
        return actions;
    }

    /// <summary>Reads texts, none of them null.</summary>
    public string[] Texts()
    {
        var texts = new string[Count()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = RequiredText();
        return texts;
    }

    private NotificationEvent[] Events()
    {
        const int SmallestEvent = 14;
        var events = new NotificationEvent[Count(SmallestEvent)];
        for (var i = 0; i < events.Length; i++)
            events[i] = Event();
        return events;
    }
}
