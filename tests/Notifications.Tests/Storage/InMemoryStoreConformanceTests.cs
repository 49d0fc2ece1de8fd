using Notifications.Conformance.Storage;

namespace Notifications.Storage;

public sealed class InMemoryStoreConformanceTests : StoreConformance
{
    protected override INotificationStore CreateStore() => new InMemoryStore(Clock);
}
