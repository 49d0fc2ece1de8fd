using Notifications.Conformance.Storage;
using Notifications.Conformance.Storage.Disk;

namespace Notifications.Storage;

public sealed class JournalConformanceTests : StoreConformance
{
    private SimulatedDisk _disk = new(7);

    protected override INotificationStore CreateStore() => JournalBench.Create(_disk, Clock, new TestDecoder());

    protected override INotificationStore? Crash(INotificationStore store)
    {
        _disk = _disk.LosePower();
        return CreateStore();
    }
}
