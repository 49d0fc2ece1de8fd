using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Notifications.Conformance.Engine;

/// <summary>Runs a theory once for each store.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothStoresAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<StoreMode>(StoreMode.Memory), new TheoryDataRow<StoreMode>(StoreMode.RoundTrip), new TheoryDataRow<StoreMode>(StoreMode.Journal)]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
