using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Hosting;
using Notifications.Testing;
using Xunit;

namespace Notifications.Conformance.Engine;

/// <summary>Base of the engine's tests: each runs on both stores, and after each the accounts balance and no step has failed.</summary>
[Experimental("NTFEXP001")]
public abstract class EngineTest : IAsyncLifetime
{
    private readonly List<EngineHarness> _harnesses = [];

    /// <summary>Errors in the log are expected: the test is about them. Default: false.</summary>
    protected bool ExpectsErrors { get; set; }

    /// <summary>Starts an engine.</summary>
    /// <param name="mode">The store.</param>
    /// <param name="configure">Channels, rules and limits.</param>
    /// <param name="services">What else the container holds.</param>
    /// <param name="restarts">The engine may crash between two steps. False where the test is about something that lives in the process alone: a breaker, a queue's pause.</param>
    /// <param name="faults">What goes wrong with the commits of the round-trip store.</param>
    /// <returns>The harness; the base disposes it.</returns>
    protected async ValueTask<EngineHarness> StartAsync(
        StoreMode mode, Action<INotificationsBuilder> configure, Action<IServiceCollection>? services = null, bool restarts = true, Storage.StoreFaults? faults = null)
    {
        RoundTripEngine? store = null;
        var harness = await EngineHarness.StartAsync(configure, services, start: null, mode == StoreMode.Memory
            ? null
            : clock => (store = new RoundTripEngine(clock, faults, restarts ? SeedOf() : null)).Store);
        if (store is not null)
            harness.BeforeStep = store.MayRestartAsync;
        _harnesses.Add(harness);
        return harness;
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var harness in _harnesses)
        {
            if (TestContext.Current.TestState?.Result != TestResult.Failed)
            {
                await harness.WaitForIdleAsync();
                harness.AssertAccounting();
                if (!ExpectsErrors && harness.Errors.Count > 0)
                    throw new NotificationAssertionException($"The engine logged errors:\n{string.Join('\n', harness.Errors)}");
            }

            await harness.DisposeAsync();
        }
    }

    // The same test restarts at the same points in every run.
    private static int SeedOf()
    {
        var hash = 17;
        foreach (var c in TestContext.Current.Test?.TestDisplayName ?? string.Empty)
            hash = unchecked((hash * 31) + c);
        return hash;
    }
}
