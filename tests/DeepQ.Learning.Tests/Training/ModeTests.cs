using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Training;

/// <summary>Modules of one's own act and are evaluated in evaluation mode, and learn in training mode.</summary>
public sealed class ModeTests
{
    private const int Batch = 16;

    [Fact]
    public void Only_the_pass_that_is_learned_from_is_in_training_mode()
    {
        List<(bool Training, bool Gradient, long Rows)> passes = [];
        DqnOptions options = Options((network, states) =>
        {
            passes.Add((network.training, is_grad_enabled(), states.shape[0]));
            return network.Body(states);
        });
        options.DoubleQ = true;
        Train(options).Dispose();
        // The first few are of the probe, which learns once on a copy.
        List<(bool Training, bool Gradient, long Rows)> trained = passes.FindAll(pass => pass.Rows == Batch);
        Assert.Equal(3 * 101, trained.Count);
        Assert.Equal(101, trained.Count(pass => pass.Training));
        Assert.All(passes, pass => Assert.Equal(pass.Gradient, pass.Training));
    }

    [Fact]
    public void A_policy_explores_by_noise_though_it_acts_in_evaluation_mode()
    {
        HashSet<float> values = [];
        bool evaluates = false;
        HashSet<float> evaluated = [];
        DqnOptions options = Options(
            (network, states) =>
            {
                Tensor q = network.Body(states);
                if (states.shape[0] == 1 && !network.training)
                    (evaluates ? evaluated : values).Add(q.detach().sum().item<float>());
                return q;
            },
            () => new NoisyDenseLayer(1, 2, 0.5, new Xoshiro256(1)));
        options.LearningRate = 1e-30;
        options.EvaluationInterval = 1_000;
        options.Observers = [new Notice(() => evaluates = true)];
        Train(options, new OneState()).Dispose();
        // A sum of one state for each step, all different, and always the same in the evaluations at the end.
        Assert.InRange(values.Count, 190, 210);
        Assert.Single(evaluated);
    }

    [Fact]
    public void Batch_normalization_values_each_state_by_itself()
    {
        DqnOptions options = Options(null, () => nn.Sequential(nn.Linear(1, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 2)));
        using TrainingResult result = Train(options);
        float[] together = new float[4];
        result.Network.QValues([-1, 1], together);
        Assert.NotEqual(together[0], together[2]);
        float[] alone = new float[2];
        result.Network.QValues([-1], alone);
        Assert.Equal(together[0], alone[0], 1e-3f);

        // The statistics of what was learned from are in the network that is returned.
        Tensor mean = result.Network.named_buffers().Single(entry => entry.name.EndsWith("running_mean", StringComparison.Ordinal)).buffer;
        Assert.NotEqual(0, mean.abs().sum().item<float>());
    }

    [Fact]
    public void A_buffer_that_is_no_longer_finite_is_noticed()
    {
        DqnOptions options = Options(null, () => nn.Sequential(nn.Linear(1, 8), nn.BatchNorm1d(8), nn.Linear(8, 2)));
        BatchNorm1d? learned = null;
        Func<BoxSpace, DiscreteSpace, Random, QNetwork> create = options.CreateNetwork!;
        options.CreateNetwork = (space, actions, random) =>
        {
            QNetwork network = create(space, actions, random);
            learned = network.modules().OfType<BatchNorm1d>().Single();
            return network;
        };
        options.Observers = [new Notice(() => learned!.running_var!.fill_(float.PositiveInfinity))];
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => Train(options));
        Assert.Contains("became infinite or not a number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_buffer_that_was_never_finite_is_a_constant()
    {
        using TorchNetworkPair pair = new(new MaskedNetwork(), new DqnOptions().ToLearner());
        Assert.True(pair.IsFinite());
        using QNetwork? copy = pair.CopyFinite();
        Assert.NotNull(copy);
    }

    private static DqnOptions Options(
        Func<OwnNetwork, Tensor, Tensor>? forward, Func<nn.Module<Tensor, Tensor>>? body = null)
    {
        body ??= () => nn.Linear(1, 2);
        return new DqnOptions
        {
            CreateNetwork = (_, _, _) => new OwnNetwork(1, 2, body, forward),
            Steps = 200,
            LearningStarts = 100,
            BatchSize = Batch,
            Epsilon = 0,
            EvaluationEpisodes = 1,
            FinalEpisodes = 0,
        };
    }

    private static TrainingResult Train(DqnOptions options, IEnvironment? evaluation = null)
    {
        Xoshiro256 random = new(1);
        return new DqnTrainer(options).Train(new VectorEnvironment([new OneState()], random.Fork()), evaluation, random);
    }

    // Episodes of five steps, with a value that differs from step to step.
    private sealed class OneState : IEnvironment
    {
        private int _step;

        public string Name => "OneState";

        public BoxSpace ObservationSpace { get; } = new([1], -1, 1);

        public DiscreteSpace ActionSpace { get; } = new(2);

        public void Reset(Random random, Span<float> observation) => (_step, observation[0]) = (0, 1);

        public StepResult Step(int action, Random random, Span<float> observation)
        {
            observation[0] = 1;
            return new StepResult(action, Terminated: false, Truncated: ++_step == 5);
        }
    }

    private sealed class Notice(Action onLastUpdate) : ITrainingObserver
    {
        public void OnUpdate(in UpdateRecord update)
        {
            if (update.Step == 200)
                onLastUpdate();
        }
    }

    private sealed class MaskedNetwork : QNetwork
    {
        private readonly nn.Module<Tensor, Tensor> _layer = nn.Linear(1, 2);
        private readonly Tensor _mask = tensor(new[] { 0, float.NegativeInfinity });

        public MaskedNetwork()
            : base(nameof(MaskedNetwork), 1, 2) => RegisterComponents();

        public override Tensor forward(Tensor input) => _layer.forward(input) + _mask.exp();

        protected override QNetwork CreateSameArchitecture() => new MaskedNetwork();
    }
}
