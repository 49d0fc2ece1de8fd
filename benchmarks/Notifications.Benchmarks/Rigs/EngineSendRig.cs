using Notifications.Tracking;

namespace Notifications.Benchmarks.Rigs;

/// <summary>The engine's side of a figure with another process: one producer, until the engine is idle.</summary>
internal sealed class EngineSendRig(Counterpart other, Engine engine, int items) : CounterpartRig(other, items)
{
    private readonly int _items = items;
    private NotificationStatistics _before = engine.Read();

    protected override ValueTask BeforeAsync()
    {
        _before = engine.Read();
        return ValueTask.CompletedTask;
    }

    protected override async Task SendAsync()
    {
        for (var i = 0; i < _items; i++)
            await engine.Publisher.PublishAsync(Events.Order(i));
        await engine.Control.WaitForIdleAsync();
    }

    protected override ValueTask AfterAsync() => engine.VerifyAsync(_before, _items, _items);

    protected override ValueTask StopAsync() => engine.DisposeAsync();
}
