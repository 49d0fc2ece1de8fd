namespace Notifications.Conformance.Storage;

/// <summary>Reads <see cref="TestItem"/> and <see cref="TestState"/>.</summary>
internal sealed class TestDecoder : IRecordDecoder
{
    public WorkItem ReadItem(WorkItemKind kind, ReadOnlySpan<byte> payload)
    {
        var reader = new RecordReader(payload);
        reader.Version();
        var id = reader.Int();
        var item = new TestItem(kind, reader.Int())
        {
            Id = id,
            Content = reader.Int(),
            Epoch = reader.Int32(),
            Lane = (Priority)reader.Byte(),
            DueTicks = reader.Fixed64(),
            FinishedAt = reader.OptionalTime(),
            Tenant = reader.RequiredText(),
            Channel = reader.RequiredText(),
            Rule = reader.Text(),
            Destination = reader.Text(),
            RecipientId = reader.Text(),
            ProviderMessageId = reader.Text(),
            LastReason = (DecisionReason)reader.Byte(),
            CreatedTicks = reader.Fixed64(),
        };
        reader.End();
        return item;
    }

    public KeyedState ReadState(StateKind kind, ReadOnlySpan<byte> payload)
    {
        var reader = new RecordReader(payload);
        reader.Version();
        var state = new TestState(kind, reader.RequiredText()) { Version = reader.Int(), Waiting = reader.Int32() };
        reader.End();
        return state;
    }
}
