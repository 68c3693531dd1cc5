using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Training;

public sealed class NetworkProbeTests
{
    private static readonly string[] Map = ["S.", ".G"];

    [Theory]
    [InlineData(FaultOfNetwork.Unregistered, "has no parameters, so nothing would be learned: call RegisterComponents()")]
    [InlineData(FaultOfNetwork.Unregistered, "FaultyNetwork._first and FaultyNetwork._rest are not registered")]
    [InlineData(FaultOfNetwork.LayersInAList, "and its copy return different values for the same states")]
    [InlineData(FaultOfNetwork.LayersInAList, "FaultyNetwork._rest are not registered")]
    [InlineData(FaultOfNetwork.Frozen, "has no parameter that requires a gradient")]
    [InlineData(FaultOfNetwork.Transposed, "has the parameter 'turned' whose values are not in the order of its axes")]
    [InlineData(FaultOfNetwork.AxisTooMany, "returns a tensor of Float32 and shape (4, 4, 1) from forward for 4 states; it must be Float32 of shape (4, 4)")]
    [InlineData(FaultOfNetwork.SqueezesOneState, "returns a tensor of Float32 and shape (4) from forward for 1 state; it must be Float32 of shape (1, 4)")]
    [InlineData(FaultOfNetwork.DoublePrecision, "returns a tensor of Float64 and shape (4, 4)")]
    [InlineData(FaultOfNetwork.NotANumber, "returns NaN for a state within the bounds")]
    [InlineData(FaultOfNetwork.AlwaysDropsOut, "returns other values for the same states the second time, in evaluation mode")]
    [InlineData(FaultOfNetwork.MixesStates, "returns other values for a state when the batch has other states")]
    [InlineData(FaultOfNetwork.ChangesStates, "changes its input states")]
    [InlineData(FaultOfNetwork.Detached, "returns values without a gradient")]
    [InlineData(FaultOfNetwork.Throws, "in forward, for 4 states of 4 values in a tensor of shape (4, 4)")]
    [InlineData(FaultOfNetwork.CopyIsNull, "CreateSameArchitecture of FaultyNetwork returned null")]
    [InlineData(FaultOfNetwork.CopyIsItself, "CreateSameArchitecture of FaultyNetwork returned the network itself")]
    [InlineData(FaultOfNetwork.CopyShares, "shares weights with its copy")]
    [InlineData(FaultOfNetwork.CopyIsWider, "cannot be copied, which targets and evaluations need ('_first.weight' has the shape")]
    public void A_fault_of_a_module_is_told_before_the_first_step(FaultOfNetwork fault, string message)
    {
        DqnOptions options = Options((_, _, _) => new FaultyNetwork(fault, 4, 4));
        Counter counter = new();
        options.Observers = [counter];
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Train(options)).Message, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Learn(options)).Message, StringComparison.Ordinal);
        Assert.Equal(0, counter.Updates);
    }

    [Fact]
    public void A_module_without_a_fault_learns_and_nothing_is_said()
    {
        DqnOptions options = Options((_, _, _) => new FaultyNetwork(FaultOfNetwork.None, 4, 4));
        Counter counter = new();
        options.Observers = [counter];
        Train(options).Dispose();
        Learn(options).Dispose();
        Assert.Equal(300 - 99 + 20, counter.Updates);
        Assert.Empty(counter.Warnings);
    }

    [Fact]
    public void Parameters_and_layers_of_this_library_in_fields_are_registered()
    {
        Counter counter = new();
        DqnOptions options = Options((_, _, random) => new Composed(random));
        options.Observers = [counter];
        Train(options).Dispose();
        Assert.Empty(counter.Warnings);
    }

    [Fact]
    public void A_part_that_is_shared_and_not_registered_is_warned_of()
    {
        Counter counter = new();
        using nn.Module<Tensor, Tensor> shared = nn.Linear(4, 4);
        DqnOptions options = Options((_, _, random) => new Composed(random, shared));
        options.Observers = [counter];
        Train(options).Dispose();
        Assert.Contains("Composed._shared that no RegisterComponents has seen", Assert.Single(counter.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_not_finite_are_warned_of_where_nothing_bounds_the_observations()
    {
        Counter counter = new();
        DqnOptions options = Options(
            (space, actions, _) => new OwnNetwork(4, 2, () => nn.Linear(4, 2), (network, states) => network.Body(states.log())));
        options.Observers = [counter];
        Xoshiro256 random = new(1);
        // CartPole has values below zero, too, and so the training ends as diverged.
        Assert.Throws<TrainingDivergedException>(() => new DqnTrainer(options).Train(
            new VectorEnvironment([new CartPole()], random.Fork()), null, random));
        Assert.Contains("for a state of zeros and ones", Assert.Single(counter.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_place_of_a_network_is_told()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Train(Options((_, _, _) => null!)));
        Assert.StartsWith("CreateNetwork returned null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_module_for_two_trainings_is_told_by_the_second()
    {
        FaultyNetwork one = new(FaultOfNetwork.None, 4, 4);
        DqnOptions options = Options((_, _, _) => one);
        Train(options).Dispose();
        ArgumentException error = Assert.Throws<ArgumentException>(() => Train(options));
        Assert.Contains("CreateNetwork returned a network that is disposed: it must return a new one at each call", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_initial_network_stays_the_callers()
    {
        using FaultyNetwork one = new(FaultOfNetwork.None, 4, 4);
        DqnOptions options = Options((_, _, _) => one);
        options.InitialNetwork = one;
        Assert.Contains("InitialNetwork itself", Assert.Throws<ArgumentException>(() => Train(options)).Message, StringComparison.Ordinal);
        Assert.Contains("InitialNetwork itself", Assert.Throws<ArgumentException>(() => Learn(options)).Message, StringComparison.Ordinal);
        one.QValues([1, 0, 0, 0], new float[4]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Noise_that_does_not_act_while_the_policy_explores_is_warned_of(bool asks)
    {
        Counter counter = new();
        DqnOptions options = Options((_, _, _) => new NoisyInTraining());
        options.Observers = [counter];
        Train(options).Dispose();
        Assert.Contains("make it depend on training || Exploring", Assert.Single(counter.Warnings), StringComparison.Ordinal);

        counter.Warnings.Clear();
        options.CreateNetwork = (_, _, _) => new OwnNetwork(4, 4, () => new NoisyLayer(asks));
        Train(options).Dispose();
        Assert.Equal(asks ? 0 : 1, counter.Warnings.Count);
    }

    [Fact]
    public void An_initial_network_of_other_returns_is_refused()
    {
        NetworkOptions narrow = new() { HiddenUnits = [4], Distribution = new CategoricalDistribution(-1, 1, 11) };
        GridWorld grid = new(Map);
        using QNetwork initial = narrow.CreateNetwork(grid.ObservationSpace, 4, new Xoshiro256(1));
        DqnOptions options = Options(null);
        options.Network = narrow with { Distribution = new CategoricalDistribution(-9, 1, 11) };
        options.InitialNetwork = initial;
        ArgumentException error = Assert.Throws<ArgumentException>(() => Train(options));
        Assert.Contains("it has the distribution CategoricalDistribution", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_initial_network_that_learned_in_other_units_is_not()
    {
        DqnOptions options = Options(null);
        options.Network = new NetworkOptions { HiddenUnits = [4], Distribution = new CategoricalDistribution(-9.7, 1.3, 11) };
        TrainingResult? before = null;
        foreach (float reward in (float[])[3, 0.7f, 11, 0.013f])
        {
            options.InitialNetwork = before?.Network;
            TrainingResult next = Learn(options, reward);
            before?.Dispose();
            before = next;
        }

        before!.Dispose();
    }

    private static DqnOptions Options(Func<BoxSpace, DiscreteSpace, Random, QNetwork>? create) => new()
    {
        CreateNetwork = create,
        Steps = 300,
        Epsilon = 1,
        LearningStarts = 100,
        BatchSize = 4,
        Updates = 20,
    };

    private static TrainingResult Train(DqnOptions options)
    {
        Xoshiro256 random = new(1);
        return new DqnTrainer(options).Train(new VectorEnvironment([new GridWorld(Map)], random.Fork()), null, random);
    }

    private static TrainingResult Learn(DqnOptions options, float reward = -1)
    {
        GridWorld grid = new(Map);
        ReplayBuffer transitions = new(8, 4);
        for (int i = 0; i < 8; i++)
            transitions.Add([1, 0, 0, 0], i % 4, reward, [0, 1, 0, 0], terminated: i == 7);
        return new DqnTrainer(options).Train(transitions, grid.ObservationSpace, grid.ActionSpace, new Xoshiro256(1));
    }

    private sealed class Counter : ITrainingObserver
    {
        public int Updates { get; private set; }

        public List<string> Warnings { get; } = [];

        public void OnUpdate(in UpdateRecord update) => Updates++;

        public void OnWarning(string message) => Warnings.Add(message);
    }

    private sealed class Composed : QNetwork
    {
        private readonly NoisyDenseLayer _layer;
        private readonly DenseLayer _last;
        private readonly TorchSharp.Modules.Parameter _offset = new(zeros(4));
        private readonly nn.Module<Tensor, Tensor>[] _shared;

        public Composed(Random random, params nn.Module<Tensor, Tensor>[] shared)
            : base(nameof(Composed), 4, 4)
        {
            _layer = new NoisyDenseLayer(4, 4, 0.5, random);
            _last = new DenseLayer(4, 4, random);
            RegisterComponents();
            _shared = shared;
        }

        public override Tensor forward(Tensor input)
        {
            Tensor values = input;
            foreach (nn.Module<Tensor, Tensor> part in _shared)
                values = part.forward(values);
            return _last.forward(_layer.forward(values).relu()) + _offset;
        }

        protected override QNetwork CreateSameArchitecture() => new Composed(new Xoshiro256(0), _shared);
    }

    private sealed class NoisyLayer : NetworkLayer
    {
        private readonly DenseLayer _layer = new(4, 4, new Xoshiro256(1));
        private readonly bool _asks;
        private float _noise;

        public NoisyLayer(bool asks)
            : base(nameof(NoisyLayer))
        {
            _asks = asks;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) =>
            training || (_asks && Exploring) ? _layer.forward(input) + _noise : _layer.forward(input);

        public override void ResampleNoise(Random random) => _noise = random.NextSingle();

        public override IReadOnlyList<DeepQ.Onnx.Policies.PolicyLayer> ToLayers() => _layer.ToLayers();
    }

    private sealed class NoisyInTraining : QNetwork
    {
        private readonly nn.Module<Tensor, Tensor> _layer = nn.Linear(4, 4);
        private float _noise;

        public NoisyInTraining()
            : base(nameof(NoisyInTraining), 4, 4) => RegisterComponents();

        public override Tensor forward(Tensor input) => training ? _layer.forward(input) + _noise : _layer.forward(input);

        public override void ResampleNoise(Random random) => _noise = random.NextSingle();

        protected override QNetwork CreateSameArchitecture() => new NoisyInTraining();
    }
}
