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
    private readonly List<JournalEngine> _journals = [];

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
        RoundTripEngine? roundTrip = null;
        JournalEngine? journal = null;
        var harness = await EngineHarness.StartAsync(configure, services, start: null, mode switch
        {
            StoreMode.Memory => null,

            // The faults are the round-trip store's own; a journal has others, and tests of its own for them.
            StoreMode.Journal when faults is null => clock => (journal = new JournalEngine(clock, restarts ? SeedOf() : null)).Store,
            _ => clock => (roundTrip = new RoundTripEngine(clock, faults, restarts ? SeedOf() : null)).Store,
        });
        if (roundTrip is not null)
            harness.BeforeStep = roundTrip.MayRestartAsync;
        if (journal is not null)
        {
            harness.BeforeStep = journal.MayRestartAsync;
            _journals.Add(journal);
        }

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

        foreach (var journal in _journals)
            await journal.Store.DisposeAsync();
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
