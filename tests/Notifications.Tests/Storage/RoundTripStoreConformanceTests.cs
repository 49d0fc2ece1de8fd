using Notifications.Conformance.Storage;

namespace Notifications.Storage;

public sealed class RoundTripStoreConformanceTests : StoreConformance
{
    protected override INotificationStore CreateStore() => new RoundTripStore(Clock, new TestDecoder());

    protected override INotificationStore? Crash(INotificationStore store) => ((RoundTripStore)store).Crash();
}
