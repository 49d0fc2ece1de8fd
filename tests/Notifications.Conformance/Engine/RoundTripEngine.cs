using System.Diagnostics.CodeAnalysis;
using Notifications.Conformance.Storage;
using Notifications.Hosting;
using Notifications.Testing;

namespace Notifications.Conformance.Engine;

/// <summary>Crashes a harness's engine at quiescent points that its seed chooses, and brings it back over the bytes that are left.</summary>
[Experimental("NTFEXP001")]
public sealed class RoundTripEngine
{
    private const int OneIn = 3;
    private readonly Random? _random;

    /// <summary>Creates the store.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="faults">What goes wrong with its commits. Default: nothing.</param>
    /// <param name="seed">Chooses the points of the crashes; null for none.</param>
    public RoundTripEngine(TimeProvider clock, StoreFaults? faults = null, int? seed = null)
    {
        faults ??= new StoreFaults();
        faults.CompleteAsynchronously = true;
        Store = new RoundTripStore(clock, new RecordDecoder()) { Faults = faults };
        if (seed is { } value)
            _random = new Random(value);
    }

    /// <summary>The store of the engine that runs now.</summary>
    public RoundTripStore Store { get; private set; }

    /// <summary>How often the engine crashed.</summary>
    public int Restarts { get; private set; }

    /// <summary>Crashes the engine and starts another one, if the dice say so and nothing hangs.</summary>
    /// <param name="harness">The harness.</param>
    /// <returns>A task that ends when an idle engine runs.</returns>
    public async ValueTask MayRestartAsync(EngineHarness harness)
    {
        if (_random is { } random && random.Next(OneIn) == 0 && harness.CountHanging() == 0 && harness.Internals.Context.Outstanding == 0)
            await RestartAsync(harness);
    }

    /// <summary>Crashes the engine and starts another one. The accounts balance before and after it.</summary>
    /// <param name="harness">The harness.</param>
    /// <returns>A task that ends when the new engine is idle.</returns>
    public async ValueTask RestartAsync(EngineHarness harness)
    {
        harness.AssertAccounting();
        await harness.RestartAsync(() => Store = Store.Crash());
        Restarts++;
        await harness.WaitForIdleAsync();
        harness.AssertAccounting();
    }
}
