namespace Notifications.Operations;

/// <summary>Asks one provider once, within its time. Whatever comes of it is a result.</summary>
internal sealed class ChannelProbe(TimeProvider clock)
{
    /// <summary>What a channel has after its token was cancelled; then it is left behind.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public async ValueTask<ProviderTestResult> RunAsync(
        INotificationChannel channel, string provider, ChannelMessage message, bool byMessage, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var test = byMessage ? null : channel as IChannelTest;
        var started = clock.GetTimestamp();
        var result = await AskAsync(channel, test, message, timeout, cancellationToken).ConfigureAwait(false);
        return new ProviderTestResult(message.Channel, provider, result, clock.GetElapsedTime(started), test is null);
    }

    private async ValueTask<DeliveryResult> AskAsync(INotificationChannel channel, IChannelTest? test, ChannelMessage message, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var pending = test is null ? channel.SendAsync(message, both.Token).AsTask() : test.TestAsync(message, both.Token).AsTask();
            return await pending.WaitAsync(timeout + Grace, clock, cancellationToken).ConfigureAwait(false)
                ?? DeliveryResult.Unknown("the channel returned no result");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception late) when (late is TimeoutException || limit.IsCancellationRequested)
        {
            return DeliveryResult.Unknown($"no answer within {timeout.TotalSeconds:0.#} s");
        }
#pragma warning disable CA1031 // Whatever a channel throws is an answer; its text is not ours to vouch for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return DeliveryResult.Unknown($"the channel threw {error.GetType().Name}");
        }
    }
}
