using DeepQ.Serving;
using DeepQ.Serving.Policies;
using DeepQ.Serving.Tests;

namespace DeepQ.Policies.Tests.Policies;

public sealed class ModelPolicyTests
{
    [Fact]
    public async Task What_a_policy_runs_on_is_freed_when_the_last_call_ends_and_not_before()
    {
        HeldPolicy policy = new();
        Task<int> call = Task.Factory.StartNew(
            () => policy.Act([1, 2]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        policy.Entered.Wait();

        policy.Dispose();

        Assert.Equal((0, 0), (policy.Freed, policy.DisposedLanes));
        Assert.Throws<ObjectDisposedException>(() => policy.Act([1, 2]));
        policy.Leave.Set();
        Assert.Equal(1, await call);
        Assert.Equal((1, 1), (policy.Freed, policy.DisposedLanes));
    }

    [Fact]
    public void A_policy_that_nobody_calls_is_freed_at_once_and_only_once()
    {
        HeldPolicy policy = new();
        policy.Leave.Set();
        policy.Act([1, 2]);

        policy.Dispose();
        policy.Dispose();

        Assert.Equal((1, 1), (policy.Freed, policy.DisposedLanes));
    }

    [Fact]
    public async Task A_call_that_is_shared_by_threads_ends_as_a_whole_before_anything_is_freed()
    {
        HeldPolicy policy = new(new() { MaxBatchSize = 1, Threads = 2 });
        int[] actions = new int[50];
        Task call = Task.Factory.StartNew(
            () => policy.Act(new float[100], actions), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        policy.Entered.Wait();

        policy.Dispose();

        Assert.Equal(0, policy.Freed);
        policy.Leave.Set();
        await call;
        Assert.All(actions, action => Assert.Equal(1, action));
        Assert.Equal(1, policy.Freed);
    }

    /// <summary>A policy whose runs wait until they are let go.</summary>
    private sealed class HeldPolicy(ManagedPolicyOptions? options = null) : ModelPolicy(HandMadePolicies.Linear(), options ?? new())
    {
        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim Leave { get; } = new();

        public int Freed { get; private set; }

        public int DisposedLanes { get; private set; }

        public override string ExecutionProvider => "Held";

        protected override PolicyLane NewLane() => new WaitingLane(
            () =>
            {
                Entered.Set();
                Leave.Wait();
            },
            () => DisposedLanes++);

        protected override void Free() => Freed++;
    }
}
