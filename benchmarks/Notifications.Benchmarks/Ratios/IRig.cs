namespace Notifications.Benchmarks.Ratios;

/// <summary>One side of a figure: set up once, run many times. Each run accounts for every item, or throws.</summary>
internal interface IRig : IAsyncDisposable
{
    ValueTask<Sample> RunAsync();
}
