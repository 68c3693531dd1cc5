using BenchmarkDotNet.Attributes;
using DeepQ.Learning.Updates;

namespace DeepQ.Benchmarks;

/// <summary>A greedy action and an update with 64 transitions, the draw from replay included.</summary>
public class LearnerCalls : IDisposable
{
    private readonly float[] _state = [0.1f, 0.1f, 0.1f, 0.1f];
    private OwnLearner? _learner;

    /// <summary>The path that updates and actions take.</summary>
    [Params(UpdatePath.TorchSharp, UpdatePath.Fused)]
    public UpdatePath Path { get; set; }

    /// <summary>The units of each of two hidden layers.</summary>
    [Params(64, 256)]
    public int Units { get; set; }

    [GlobalSetup]
    public void SetUp() => _learner = new OwnLearner(new LearningProblem([4, Units, Units, 2], BatchSize: 64), Path);

    [GlobalCleanup]
    public void Dispose()
    {
        _learner?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Act() => _learner!.Act(_state, 1);

    [Benchmark]
    public void Update() => _learner!.Update(1);
}
