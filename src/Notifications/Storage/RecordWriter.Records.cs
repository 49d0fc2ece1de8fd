namespace Notifications.Storage;

/// <content>The records that more than one stage stores. Each begins with its version.</content>
internal readonly ref partial struct RecordWriter
{
    /// <summary>The version that this release writes.</summary>
    internal const byte Version = 1;

    /// <summary>The version of content that has attachments or addressing. Content without them is written as before, so that an earlier release can read it.</summary>
    internal const byte RichContentVersion = 2;

    /// <summary>The version of an event that has flags. One without is written as before, so that an earlier release can read it.</summary>
    internal const byte FlaggedEventVersion = 2;

    /// <summary>The flag of an exercise.</summary>
    internal const byte DrillFlag = 1;

    /// <summary>The version of content that has buttons; it has all that the one before has.</summary>
    internal const byte ActionsContentVersion = 3;

    /// <summary>The version of decisions that have a detail. One without it is written as before, so that an earlier release can read it.</summary>
    internal const byte DetailVersion = 2;

    /// <summary>Writes an id.</summary>
    public void Id(NotificationId value)
    {
        Fixed64(value.Value);
        Int(value.UnixMilliseconds);
    }

    /// <summary>Writes an event whole.</summary>
    public void Event(NotificationEvent value)
    {
        Byte(value.Drill ? FlaggedEventVersion : Version);
        Text(value.Type);
        Text(value.Id);
        Text(value.Source);
        Text(value.Subject);
        OptionalTime(value.Time);
        Byte((byte)value.Severity);
        Byte((byte)value.Status);
        Text(value.TenantId);
        Labels(LabelSet.From(value.Labels));
        Data(value.Data);
        Text(value.CorrelationKey);
        Text(value.IdempotencyKey);
        Text(value.TraceParent);
        if (value.Drill)
            Byte(DrillFlag);
    }

    /// <summary>Writes labels.</summary>
    public void Labels(LabelSet value)
    {
        Count(value.Count);
        foreach (ref readonly var pair in value.Pairs)
        {
            Text(pair.Key);
            Text(pair.Value);
        }
    }

    /// <summary>Writes JSON data or that there is none.</summary>
    public void Data(EventData? value)
    {
        Bool(value is not null);
        if (value is not null)
            Bytes(value.Utf8Json.Span);
    }

    /// <summary>Writes content whole.</summary>
    public void Content(NotificationContent value)
    {
        var hasActions = value.Actions.Count > 0;
        var isRich = hasActions || value.Attachments.Count > 0 || value.Addressing is not null || value.Markdown is not null;
        Byte(hasActions ? ActionsContentVersion : isRich ? RichContentVersion : Version);
        Text(value.Subject);
        Text(value.Text);
        Text(value.Html);
        Data(value.Blocks);
        if (!isRich)
            return;
        Text(value.Markdown);
        Count(value.Attachments.Count);
        foreach (var attachment in value.Attachments)
        {
            Text(attachment.Name);
            Text(attachment.ContentType);
            Text(attachment.ContentId);
            Text(attachment.Reference);
            Bytes(attachment.Content.Span);
        }

        Addressing(value.Addressing);
        if (hasActions)
            Actions(value.Actions);
    }

    /// <summary>Writes a summary with its samples, or that there is none.</summary>
    public void Aggregate(AggregateSummary? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }

        Byte(Version);
        Int(value.Count);
        Time(value.First);
        Time(value.Last);
        Count(value.Samples.Count);
        foreach (var sample in value.Samples)
            Event(sample);
    }

    /// <summary>Writes an event at its acceptance.</summary>
    public void Accepted(in AcceptedEvent value)
    {
        Byte(Version);
        Id(value.Id);
        Byte((byte)value.Kind);
        Int(value.Matches);
        Event(value.Event);
    }

    /// <summary>Writes a decision.</summary>
    public void Decision(in DecisionRecord value)
    {
        Byte(value.Detail is null ? Version : DetailVersion);
        Fixed64(value.EventId);
        Fixed64(value.Ticks);
        Text(value.Rule);
        Byte((byte)value.Reason);
        Text(value.Channel);
        Int(value.RelatedId);
        if (value.Detail is not null)
            Text(value.Detail);
    }

    /// <summary>Writes the claim of an idempotency key.</summary>
    public void Claim(in IdempotencyClaim value)
    {
        Byte(Version);
        Text(value.TenantId);
        Text(value.Key);
        Text(value.BodyHash);
        Text(value.IdText);
        Time(value.ExpiresAt);
    }

    /// <summary>Writes an audit record.</summary>
    public void Audit(Audit.AuditRecord value)
    {
        Byte(Version);
        Id(value.Id);
        Fixed64(value.At.UtcTicks);
        Text(value.Action);
        Byte((byte)value.Actor.Kind);
        Text(value.Actor.Id);
        Text(value.TenantId);
        Text(value.Target);
        Text(value.Details);
        Text(value.TraceId);
        Data(value.Before);
        Data(value.After);
    }

    private void Addressing(MessageAddressing? value)
    {
        Bool(value is not null);
        if (value is null)
            return;
        Texts(value.Cc);
        Texts(value.Bcc);
        Text(value.ReplyTo);
        Text(value.UnsubscribeUrl);
    }

    private void Actions(IReadOnlyList<NotificationAction> values)
    {
        Count(values.Count);
        foreach (var value in values)
        {
            Text(value.Label);
            Text(value.Url);
            Text(value.Name);
            Text(value.Value);
            Byte((byte)value.Style);
        }
    }

    /// <summary>Writes texts, none of them null.</summary>
    public void Texts(IReadOnlyList<string> values)
    {
        Count(values.Count);
        foreach (var value in values)
            Text(value);
    }
}
