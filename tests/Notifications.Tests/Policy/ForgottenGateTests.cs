using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Policy;
using Notifications.Publishing;

namespace Notifications.Tests.Policy;

public sealed class ForgottenGateTests : EngineTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Charge_GateIsForgottenBeforeItsTurn_ChargesTheOneThatTakesItsPlace(bool hasSecondLimit)
    {
        var engine = await StartAsync(StoreMode.Memory, n =>
        {
            n.AddRecordingChannel("mail").AddLimit("l", static l => l.Allow(1, TimeSpan.FromHours(1)).Per(LimitScope.Channel));
            if (hasSecondLimit)
                n.AddLimit("all", static l => l.Allow(10, TimeSpan.FromHours(1)).Per(LimitScope.System));
        });
        var context = engine.Internals.Context;
        var subject = new LimitSubject("mail", null, null, null, null);
        var policy = new PolicyStage(context);
        var gates = new List<LimitGate>();
        context.Limits.Collect(context.Current.Limits, subject, gates);
        var old = gates.Single(static g => g.State.Limit == "l");

        var charge = new Thread(() => Charge(policy, subject, engine.Clock.GetUtcNow()));
        lock (old.Sync)
        {
            charge.Start();

            // It has its gate, or does not have it yet: both are right, only that it is charged there is not.
            SpinWait.SpinUntil(() => (charge.ThreadState & ThreadState.WaitSleepJoin) != 0, TimeSpan.FromSeconds(1));
            context.Limits.Forget(old);
        }

        charge.Join();
        old.State.Arrival.ShouldBe(0);
        gates.Clear();
        context.Limits.Collect(context.Current.Limits, subject, gates);
        gates.Single(static g => g.State.Limit == "l").Peek(engine.Clock.GetUtcNow().UtcTicks).ShouldBeGreaterThan(0);
    }

    private static void Charge(PolicyStage policy, LimitSubject subject, DateTimeOffset now)
    {
        var step = Step.Rent(now);
        policy.Charge(step, subject, mayWait: true, out _);
        step.Return();
    }
}
