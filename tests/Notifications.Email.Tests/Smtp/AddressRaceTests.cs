using System.Net;
using System.Net.Sockets;
using Notifications.Email.Smtp;
using Notifications.Simulation;

namespace Notifications.Email.Tests.Smtp;

/// <summary>A host with several addresses: one that is dead in silence costs a moment.</summary>
public sealed class AddressRaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress[] Three = [IPAddress.Parse("2001:db8::1"), IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2")];

    private readonly SimulatedClock _clock = new(Start);
    private readonly List<(IPAddress Address, TimeSpan After)> _tried = [];
    private readonly Dictionary<IPAddress, TaskCompletionSource<Socket>> _silent = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_FirstIsSilent_TakesTheSecondAMomentLater()
    {
        var good = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var running = Race(Three, address => address.Equals(Three[1]) ? Task.FromResult(good) : Silent(address)).RunAsync("relay.test", 25, Cancellation);
        running.IsCompleted.ShouldBeFalse();
        _clock.AdvanceTo(Start + AddressRace.Head);

        (await running).ShouldBeSameAs(good);
        _tried.ShouldBe([(Three[0], TimeSpan.Zero), (Three[1], AddressRace.Head)]);

        // One that connects after all is closed.
        var late = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _silent[Three[0]].SetResult(late);
        late.SafeHandle.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_FirstRefuses_TakesTheSecondAtOnce()
    {
        var good = new Socket(SocketType.Stream, ProtocolType.Tcp);
        (await Race(Three, address => address.Equals(Three[1]) ? Task.FromResult(good) : Refused()).RunAsync("relay.test", 25, Cancellation)).ShouldBeSameAs(good);
        _tried.Select(static t => t.After).ShouldBe([TimeSpan.Zero, TimeSpan.Zero]);
    }

    [Fact]
    public async Task Run_SlowButFirst_Wins()
    {
        var good = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var running = Race(Three, Silent).RunAsync("relay.test", 25, Cancellation);
        _clock.AdvanceTo(Start + AddressRace.Head);
        _silent[Three[0]].SetResult(good);
        (await running).ShouldBeSameAs(good);
    }

    [Fact]
    public async Task Run_AllRefuse_SaysSo() =>
        (await Should.ThrowAsync<SocketException>(() => Race(Three, static _ => Refused()).RunAsync("relay.test", 25, Cancellation))).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);

    [Fact]
    public async Task Run_NoAddress_SaysSo() =>
        (await Should.ThrowAsync<SocketException>(() => Race([], Silent).RunAsync("relay.test", 25, Cancellation))).SocketErrorCode.ShouldBe(SocketError.HostNotFound);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Run_Cancelled_Ends(int addresses)
    {
        using var cancellation = new CancellationTokenSource();
        var running = Race(Three[..addresses], address => Silent(address).WaitAsync(cancellation.Token)).RunAsync("relay.test", 25, cancellation.Token);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    private AddressRace Race(IPAddress[] addresses, Func<IPAddress, Task<Socket>> connect) => new(
        (_, _) => Task.FromResult(addresses),
        (endPoint, _) =>
        {
            _tried.Add((endPoint.Address, _clock.GetUtcNow() - Start));
            return connect(endPoint.Address);
        },
        _clock);

    private Task<Socket> Silent(IPAddress address) => (_silent[address] = new TaskCompletionSource<Socket>()).Task;

    private static Task<Socket> Refused() => Task.FromException<Socket>(new SocketException((int)SocketError.ConnectionRefused));
}
