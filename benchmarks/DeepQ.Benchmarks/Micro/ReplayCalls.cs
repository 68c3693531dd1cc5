using BenchmarkDotNet.Attributes;
using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Replay;

namespace DeepQ.Benchmarks;

/// <summary>Batches of 64 drawn from transitions of CartPole.</summary>
public class ReplayCalls
{
    private readonly TransitionBatch _batch = new(64, 4);
    private ReplaySampler? _uniform;
    private ReplaySampler? _prioritized;

    /// <summary>The number of transitions in the buffer.</summary>
    [Params(10_000, 1_000_000)]
    public int Transitions { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        ReplayBuffer buffer = CartPoleTransitions.Fill(Transitions);
        DqnOptions prioritized = new() { NStep = 1, PrioritizedReplay = new PrioritizedReplayOptions() };
        _uniform = new ReplaySampler(buffer, new DqnOptions { NStep = 1 }.ToReplay(), new Xoshiro256(1));
        _prioritized = new ReplaySampler(buffer, prioritized.ToReplay(), new Xoshiro256(1));
    }

    [Benchmark]
    public void Uniform() => _uniform!.Sample(_batch, step: 0);

    [Benchmark]
    public void Prioritized() => _prioritized!.Sample(_batch, step: 0);
}
