using Shouldly;
using Xunit;

namespace Notifications.Conformance.Storage;

/// <content>What is known of an event.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task History_UnknownId_IsEmpty() => (await History("unknown")).ShouldBeEmpty();

    [Fact]
    public async Task History_OwnIdAndUuid_FindTheSame()
    {
        var accepted = Event(42, "order-7");
        await Commit(batch => batch.Accept(accepted));
        await Commit(batch => batch.Accept(Event(43)));

        var byOwnId = await History("order-7");
        var byUuid = await History(accepted.Id.ToString());

        byOwnId.ShouldHaveSingleItem().Event!.Value.Id.ShouldBe(accepted.Id);
        byUuid.ShouldHaveSingleItem().Event!.Value.Event.Id.ShouldBe("order-7");
        (await History(Event(43).Id.ToString())).ShouldHaveSingleItem().Event!.Value.GetIdText().ShouldBe(Event(43).Id.ToString());
    }

    [Fact]
    public async Task History_EventAcceptedAgainWithADelivery_IsOneEvent()
    {
        await Commit(batch => batch.Accept(Event(1, "e")));
        await Commit(batch =>
        {
            batch.Accept(Event(1, "e"));
            batch.Change(Delivery(11), ChangeKind.Add);
        });

        var records = await History("e");

        records.Count(static r => r.Event is not null).ShouldBe(1);
        records.ShouldContain(static r => r.Delivery != null && r.Delivery.Id.Value == 11);
    }

    [Fact]
    public async Task History_AllThatIsKnown_ComesInOrder()
    {
        var finished = Delivery(11);
        var live = Delivery(12);
        await Commit(batch =>
        {
            batch.Accept(Event(1, "e"));
            batch.Change(finished, ChangeKind.Add);
            batch.Change(live, ChangeKind.Add);
            batch.Change(Expansion(13), ChangeKind.Add);
            batch.Trace(Decision(1, DecisionReason.DebounceFirst));
        });
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Commit(batch =>
        {
            batch.Accept(Event(2));
            batch.Trace(Decision(2, DecisionReason.Unrouted));
            batch.Trace(Decision(1, DecisionReason.DebounceJoined));
        });
        finished.FinishedAt = Clock.GetUtcNow();
        await Commit(batch => batch.Change(finished, ChangeKind.Remove));

        var records = await History("e");

        records.Count.ShouldBe(5);
        records[0].Event!.Value.Event.Id.ShouldBe("e");
        records[1].Decision!.Value.Reason.ShouldBe(DecisionReason.DebounceFirst);
        records[2].Decision!.Value.Reason.ShouldBe(DecisionReason.DebounceJoined);
        records[3].Delivery!.ShouldSatisfyAllConditions(d => d.Id.Value.ShouldBe(11), d => d.State.ShouldBe(DeliveryState.Delivered));
        records[4].Delivery!.ShouldSatisfyAllConditions(d => d.Id.Value.ShouldBe(12), d => d.State.ShouldBe(DeliveryState.Ready));
    }

    [Fact]
    public async Task History_IdUsedAgain_NewestEventFirst()
    {
        await Commit(batch => batch.Accept(Event(1, "same")));
        await Commit(batch => batch.Accept(Event(2, "same")));

        (await History("same")).Select(r => r.Event!.Value.Id.Value).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task History_OlderThanSevenDays_IsNotReturned()
    {
        var finished = Delivery(1);
        var live = Delivery(2);
        var id = Event(1).Id.ToString();
        await Commit(batch =>
        {
            batch.Accept(Event(1));
            batch.Trace(Decision(1, DecisionReason.RuleMatched));
            batch.Change(finished, ChangeKind.Add);
            batch.Change(live, ChangeKind.Add);
        });
        finished.FinishedAt = Clock.GetUtcNow();
        await Commit(batch => batch.Change(finished, ChangeKind.Remove));
        (await History(id)).Count.ShouldBe(4);

        Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMilliseconds(1));

        (await History(id)).ShouldHaveSingleItem().Delivery!.Id.Value.ShouldBe(2);
    }

    private DecisionRecord Decision(long eventId, DecisionReason reason) => new(eventId, Clock.GetUtcNow().UtcTicks, "rule", reason, "channel", 5);
}
