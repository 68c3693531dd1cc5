using DeepQ.Learning.Networks;
using DeepQ.Learning.Training;
using DeepQ.MLNet.Tests.Support;
using DeepQ.MLNet.Trainer;
using DeepQ.Onnx.Policies;

namespace DeepQ.MLNet.Tests.Trainer;

/// <summary>Settings are checked, and fixed, when a trainer is made.</summary>
public sealed class OptionsTests
{
    private readonly MLContext _context = new(1);

    public static TheoryData<string, Action<DeepQTrainer.Options>> Wrong => new()
    {
        { "StateColumnName must name a column; it is null.", options => options.StateColumnName = null! },
        { "QValuesColumnName must name a column; it is empty.", options => options.QValuesColumnName = "" },
        {
            "QValuesColumnName must have another name than StateColumnName; it is State.",
            options => options.QValuesColumnName = "State"
        },
        {
            "GreedyActionColumnName must have another name than StateColumnName and QValuesColumnName; it is QValues.",
            options => options.GreedyActionColumnName = "QValues"
        },
        {
            "Outputs must have no Uncertainty, because Network.Distribution is not an ensemble, such as BootstrappedEnsemble or "
            + $"RandomEnsembleMixture; it is {new PolicyGraphOptions { Uncertainty = true }}.",
            options => options.Outputs = new() { Uncertainty = true }
        },
        {
            "Outputs must have no Distribution, because Network.Distribution is ValueDistribution.Point; it is "
            + $"{new PolicyGraphOptions { Distribution = true }}.",
            options => options.Outputs = new() { Distribution = true }
        },
        { "ActionNames must name each action once; it is 'a' in two places.", options => options.ActionNames = ["a", "a", "b"] },
        { "ActionNames must name every action; it is null in one place.", options => options.ActionNames = ["a", null!] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_work_is_told_before_anything_is_learned(string message, Action<DeepQTrainer.Options> set)
    {
        DeepQTrainer.Options options = new();
        set(options);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => _context.ReinforcementLearning.Trainers.DeepQ(options)).Message);
    }

    [Fact]
    public void A_GPU_that_is_not_there_is_told_before_anything_is_learned()
    {
        Counter counter = new();
        DeepQTrainer.Options options = TwoStates.Options();
        (options.Observers, options.Serving) = ([counter], new OnnxPolicyOptions { GpuDeviceId = 99 });
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(options);
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(TwoStates.Table(_context)));
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(TwoStates.Environment()));
        Assert.Equal(0, counter.Updates);
    }

    [Fact]
    public void What_was_learned_is_in_the_exception_where_no_policy_can_be_made_of_it()
    {
        Counter counter = new();
        DeepQTrainer.Options options = TwoStates.Options();
        (options.Updates, options.Observers) = (3, [counter]);
        options.CreateNetwork = (space, actions, random) => new OneLayer(space, actions, tells: () => counter.Updates == 0);
        TrainedPolicyException error = Assert.Throws<TrainedPolicyException>(
            () => _context.ReinforcementLearning.Trainers.DeepQ(options).Fit(TwoStates.Table(_context)));
        using TrainingResult training = error.Training;
        Assert.Equal(3, training.Updates);
        Assert.IsType<NotSupportedException>(error.InnerException);
        training.Network.QValues(TwoStates.First, new float[2]);
    }

    [Fact]
    public void A_network_that_no_policy_can_be_made_of_is_refused_before_it_learns()
    {
        Counter counter = new();
        DeepQTrainer.Options options = TwoStates.Options();
        (options.Updates, options.Observers) = (3, [counter]);
        options.CreateNetwork = (space, actions, random) => new OneLayer(space, actions, tells: () => false);
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(options);
        AssertRefused(
            "OneLayer, which CreateNetwork returned, cannot be exported: OneLayer does not override ToLayers, so it cannot be " +
            "exported to ONNX. Fit exports the trained network to ONNX: correct ToLayers, or call Train, which returns the " +
            "network itself.");
        Assert.Equal(0, counter.Updates);
        using TrainingResult result = trainer.Train(TwoStates.Table(_context));
        Assert.Equal(3, result.Updates);

        options.CreateNetwork = (space, actions, random) => new OneLayer(space, actions, tells: () => true, factor: 2);
        trainer = _context.ReinforcementLearning.Trainers.DeepQ(options);
        AssertRefused("OneLayer, which CreateNetwork returned, does not compute what its ToLayers describes: ");

        void AssertRefused(string message)
        {
            Assert.StartsWith(
                message,
                Assert.Throws<ArgumentException>(() => trainer.Fit(TwoStates.Table(_context))).Message,
                StringComparison.Ordinal);
            Assert.StartsWith(
                message,
                Assert.Throws<ArgumentException>(() => trainer.Fit(TwoStates.Environment())).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_trainer_stays_what_its_options_were_when_it_was_made()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        string[] names = ["wait", "go"];
        options.ActionNames = names;
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(options);
        (options.RewardColumnName, options.Gamma, options.StateColumnName) = ("Other", 0.9, "Other");
        (names[0], options.QValuesColumnName) = ("other", "Other");
        using DeepQTransformer model = trainer.Fit(TwoStates.Table(_context));
        Assert.Equal((TwoStates.Gamma, "QValues", "State"),
            (model.Policy.Metadata!.Gamma, model.Columns.QValues, model.Columns.State));
        Assert.Equal(["wait", "go"], model.Policy.ActionNames);
    }

    private sealed class Counter : ITrainingObserver
    {
        public long Updates { get; private set; }

        public void OnUpdate(in UpdateRecord update) => Updates = update.Update;
    }

    private sealed class OneLayer : QNetwork
    {
        private readonly TorchSharp.Modules.Linear _layer;
        private readonly BoxSpace _space;
        private readonly DiscreteSpace _actions;
        private readonly Func<bool> _tells;
        private readonly float _factor;

        public OneLayer(BoxSpace space, DiscreteSpace actions, Func<bool> tells, float factor = 1)
            : base(nameof(OneLayer), space.Size, actions.Count)
        {
            (_space, _actions, _tells, _factor) = (space, actions, tells, factor);
            _layer = TorchSharp.torch.nn.Linear(space.Size, actions.Count);
            RegisterComponents();
        }

        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) => _layer.forward(input);

        public override IReadOnlyList<PolicyLayer> ToLayers() => _tells()
            ? [new LinearLayer(
                _layer.weight!.data<float>().Select(weight => _factor * weight).ToArray(), _layer.bias!.data<float>().ToArray())]
            : base.ToLayers();

        protected override QNetwork CreateSameArchitecture() => new OneLayer(_space, _actions, _tells, _factor);
    }
}
