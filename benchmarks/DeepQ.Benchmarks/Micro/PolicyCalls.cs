using BenchmarkDotNet.Attributes;
using DeepQ.Serving;

namespace DeepQ.Benchmarks;

/// <summary>Greedy actions of an exported policy of 4→64→64→2 units, one or many at a time.</summary>
public class PolicyCalls : IDisposable
{
    private TemporaryPolicy? _file;
    private OnnxPolicy? _policy;
    private float[] _states = [];
    private int[] _actions = [];

    /// <summary>The number of states in a call.</summary>
    [Params(1, 64, 1024)]
    public int States { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _file = new TemporaryPolicy();
        _policy = OnnxPolicy.Load(_file.Path);
        _states = [.. Enumerable.Repeat(0.1f, States * _policy.ObservationSize)];
        _actions = new int[States];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _policy?.Dispose();
        _file?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Act() => _policy!.Act(_states, _actions);
}
