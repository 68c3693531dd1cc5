using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Training;

/// <summary>What modules of one's own draw from torch's generator follows from the trainer's.</summary>
[Collection(nameof(Alone))]
public sealed class TorchGeneratorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Making_a_network_leaves_the_global_generator_alone()
    {
        torch.manual_seed(3);
        float[] expected = torch.rand(3).data<float>().ToArray();
        torch.manual_seed(3);
        HandMadeNetworks.Mlp(4, [8], 2, new Xoshiro256(1)).Dispose();
        Assert.Equal(expected, torch.rand(3).data<float>().ToArray());
    }

    [Fact]
    public void One_seed_gives_one_result_whatever_torch_drew_before()
    {
        manual_seed(1);
        float[] first = Train(seed: 3);
        manual_seed(2);
        Assert.Equal(first, Train(seed: 3));
        Assert.NotEqual(first, Train(seed: 4));
    }

    [Fact]
    public void Trainings_at_the_same_time_do_not_disturb_each_other()
    {
        float[] alone = Train(seed: 3);
        float[][] together = new float[3][];
        Parallel.For(0, together.Length, i => together[i] = Train(seed: 3));
        Assert.All(together, values => Assert.Equal(alone, values));
    }

    [Fact]
    public void The_generator_is_as_it_was_after_a_training()
    {
        using Tensor before = TorchSharp.torch.random.get_rng_state();
        byte[] expected = before.bytes.ToArray();
        Train(seed: 3);
        using Tensor after = TorchSharp.torch.random.get_rng_state();
        Assert.Equal(expected, after.bytes.ToArray());
    }

    [Fact]
    public void A_training_with_dropout_that_is_resumed_has_the_bits_of_one_that_was_not()
    {
        float[] whole = Train(seed: 3);
        DqnOptions first = Options();
        first.CheckpointPath = _folder["run.checkpoint"];
        first.Steps = 230;
        Run(first, seed: 3).Dispose();
        manual_seed(99);
        using TrainingResult resumed = new DqnTrainer(Options()).Resume(
            _folder["run.checkpoint"], new VectorEnvironment([new CartPole()], new Xoshiro256(7)), new CartPole());
        Assert.Equal(whole, HandMadeNetworks.Values(resumed.LastNetwork));
    }

    public static TheoryData<OfflineAlgorithm> Algorithms => [new ConservativeQLearning(), new BatchConstrainedQLearning()];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void So_has_one_on_a_log(OfflineAlgorithm algorithm)
    {
        using TrainingResult whole = Learn(updates: 60, checkpoint: null);
        Learn(updates: 35, _folder["log.checkpoint"]).Dispose();
        manual_seed(99);
        using TrainingResult resumed = Trainer(updates: 60, null).Resume(
            _folder["log.checkpoint"], Log(), new CartPole().ObservationSpace, new CartPole().ActionSpace);
        Assert.Equal(HandMadeNetworks.Values(whole.Network), HandMadeNetworks.Values(resumed.Network));

        TrainingResult Learn(int updates, string? checkpoint) => Trainer(updates, checkpoint).Train(
            Log(), new CartPole().ObservationSpace, new CartPole().ActionSpace, new Xoshiro256(3));

        DqnTrainer Trainer(int updates, string? checkpoint)
        {
            DqnOptions options = Options();
            (options.Updates, options.CheckpointPath, options.OfflineAlgorithm) = (updates, checkpoint, algorithm);
            return new DqnTrainer(options);
        }
    }

    private static ReplayBuffer Log()
    {
        ReplayBuffer transitions = new(50, 4);
        Xoshiro256 random = new(5);
        for (int i = 0; i < 50; i++)
        {
            float[] state = [.. Enumerable.Range(0, 8).Select(_ => random.NextSingle())];
            transitions.Add(state.AsSpan(0, 4), i % 2, 1, state.AsSpan(4), terminated: true);
        }

        return transitions;
    }

    private static float[] Train(ulong seed, bool evaluated = true)
    {
        using TrainingResult result = Run(Options(), seed, evaluated);
        return HandMadeNetworks.Values(result.LastNetwork);
    }

    private static TrainingResult Run(DqnOptions options, ulong seed, bool evaluated = true)
    {
        Xoshiro256 random = new(seed);
        return new DqnTrainer(options).Train(
            new VectorEnvironment([new CartPole()], random.Fork()), evaluated ? new CartPole() : null, random);
    }

    private static DqnOptions Options() => new()
    {
        CreateNetwork = (space, actions, _) => new OwnNetwork(
            space.Size, actions.Count, () => nn.Sequential(nn.Linear(4, 16), nn.Dropout(0.3), nn.ReLU(), nn.Linear(16, 2))),
        Steps = 400,
        // A training that is cut short has the same.
        LearningRate = 1e-3,
        Epsilon = new LinearSchedule(1, 0.05, 10_000),
        LearningStarts = 100,
        BatchSize = 16,
        EvaluationInterval = 150,
        EvaluationEpisodes = 2,
        FinalEpisodes = 2,
    };
}
