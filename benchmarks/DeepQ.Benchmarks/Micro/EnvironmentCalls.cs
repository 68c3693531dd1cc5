using BenchmarkDotNet.Attributes;
using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;

namespace DeepQ.Benchmarks;

/// <summary>A step of an environment, and what it begins anew after an end.</summary>
public class EnvironmentCalls
{
    private readonly Xoshiro256 _random = new(1);
    private IEnvironment? _environment;
    private float[] _observation = [];
    private int _action;

    /// <summary>The environment.</summary>
    [Params(nameof(CartPole), nameof(MountainCar), nameof(Acrobot), nameof(Taxi))]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _environment = Name switch
        {
            nameof(CartPole) => new CartPole(),
            nameof(MountainCar) => new MountainCar(),
            nameof(Acrobot) => new Acrobot(),
            _ => new Taxi(),
        };
        _observation = new float[_environment.ObservationSpace.Size];
        _environment.Reset(_random, _observation);
    }

    [Benchmark]
    public void Step()
    {
        _action = _action == 0 ? 1 : 0;
        if (_environment!.Step(_action, _random, _observation).Done)
            _environment.Reset(_random, _observation);
    }
}
