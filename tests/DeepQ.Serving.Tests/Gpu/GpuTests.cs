using System.Diagnostics;
using DeepQ.Serving.Placement;

namespace DeepQ.Serving.Tests.Gpu;

/// <summary>What a policy does on GPU 0. Without one, the tests say why they are skipped.</summary>
[Trait("Category", "Gpu")]
public sealed class GpuTests
{
    private static readonly OnnxPolicyOptions OnGpu = new() { GpuDeviceId = 0 };

    [GpuFact]
    public void The_policy_runs_on_the_GPU_and_says_so()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Random(inputs: 4, width: 64, actions: 3), OnGpu);

        PolicyPlacement placement = policy.FindPlacement();

        Assert.Equal("CUDAExecutionProvider", policy.ExecutionProvider);
        Assert.All(
            placement.Nodes.Where(node => node.Operator.EndsWith("Gemm", StringComparison.Ordinal)),
            node => Assert.Equal("CUDAExecutionProvider", node.Provider));
        Assert.Equal("CUDAExecutionProvider", placement.Providers[0]);
    }

    // Each batch size twice with other states: an input that stayed on the GPU from the run before would show.
    [GpuFact]
    public void Actions_and_values_equal_those_of_the_CPU()
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 64, actions: 3);
        using OnnxPolicy cpu = OnnxPolicy.Load(model);
        using OnnxPolicy gpu = OnnxPolicy.Load(model, OnGpu);
        int seed = 0;
        foreach (int rows in new[] { 1, 1, 3, 3, 64, 64, 1000, 1000, 1, 5000 })
        {
            float[] states = HandMadePolicies.States(4 * rows, ++seed);
            (float[] expected, int[] expectedActions) = Evaluate(cpu, states);
            (float[] actual, int[] actions) = Evaluate(gpu, states);

            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-4f);
            Assert.Equal(expectedActions, actions);
        }
    }

    [GpuFact]
    public void Masks_hold_on_the_GPU()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear(), OnGpu);

        Assert.Equal(1, policy.Act([1, 0]));
        Assert.Equal(0, policy.Act([1, 0], [true, false]));
    }

    [GpuFact]
    public async Task Threads_share_the_GPU()
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 64, actions: 3);
        using OnnxPolicy cpu = OnnxPolicy.Load(model);
        using OnnxPolicy gpu = OnnxPolicy.Load(model, OnGpu);

        await Task.WhenAll(Enumerable.Range(1, 8).Select(seed => Task.Run(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                float[] states = HandMadePolicies.States(4 * 32, (1000 * seed) + i);
                Assert.Equal(Evaluate(cpu, states).Actions, Evaluate(gpu, states).Actions);
            }
        })));
    }

    [GpuFact]
    public void A_large_batch_of_a_wide_network_is_faster_than_on_one_thread()
    {
        byte[] model = HandMadePolicies.Random(inputs: 64, width: 1024, actions: 18);
        float[] states = HandMadePolicies.States(64 * 8192);
        using OnnxPolicy cpu = OnnxPolicy.Load(model, new() { MaxBatchSize = 8192 });
        using OnnxPolicy gpu = OnnxPolicy.Load(model, OnGpu with { MaxBatchSize = 8192 });

        Assert.InRange(Time(gpu, states), TimeSpan.Zero, Time(cpu, states));
    }

    private static TimeSpan Time(OnnxPolicy policy, float[] states)
    {
        Evaluate(policy, states);
        long start = Stopwatch.GetTimestamp();
        Evaluate(policy, states);
        return Stopwatch.GetElapsedTime(start);
    }

    private static (float[] QValues, int[] Actions) Evaluate(OnnxPolicy policy, float[] states)
    {
        int rows = states.Length / policy.ObservationSize;
        (float[] qValues, int[] actions) = (new float[rows * policy.ActionCount], new int[rows]);
        policy.Evaluate(states, qValues, actions);
        return (qValues, actions);
    }
}
