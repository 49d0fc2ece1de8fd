using Notifications.Conformance.Storage;

namespace Notifications.Storage;

public sealed class RoundTripStoreAsyncConformanceTests : StoreConformance
{
    protected override INotificationStore CreateStore() =>
        new RoundTripStore(Clock, new TestDecoder()) { Faults = new StoreFaults { CompleteAsynchronously = true } };

    protected override INotificationStore? Crash(INotificationStore store) => ((RoundTripStore)store).Crash();
}
