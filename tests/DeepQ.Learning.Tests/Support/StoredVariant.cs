using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Support;

/// <summary>A training whose results are stored: short, of a small network, and with one seed.</summary>
/// <param name="Set">Turns the settings that all have into its own.</param>
/// <param name="Environments">The number of environments; 0 where it learns from a log.</param>
/// <param name="IsFused">Whether the fused update computes it.</param>
/// <param name="IsTorch">
/// Whether torch gives the same bits each time. Its product of one to three rows follows from where the arrays lie in memory, and
/// the values of successors that are kept are computed in so few.
/// </param>
/// <param name="IsEvaluated">Whether the best network is chosen by evaluations.</param>
/// <param name="IsSparse">Whether the states of its log are mostly zeros.</param>
internal sealed record StoredVariant(
    Action<DqnOptions> Set,
    int Environments = 1,
    bool IsFused = true,
    bool IsTorch = true,
    bool IsEvaluated = false,
    bool IsSparse = false)
{
    private const ulong Seed = 7;

    /// <summary>The variants by the names of their files.</summary>
    public static IReadOnlyDictionary<string, StoredVariant> All { get; } = new Dictionary<string, StoredVariant>
    {
        ["dqn"] = new(options => (options.NormalizeObservations, options.NormalizeRewards) = (false, false)),
        ["late-target"] = new(options => (options.TargetUpdateRate, options.TargetUpdateInterval) = (1, 40), IsTorch: false),
        ["units"] = new(options => options.Epsilon = 0.2, Environments: 2),
        ["prioritized"] = new(Prioritized, Environments: 2),
        ["c51"] = new(options => options.Network = options.Network with { Distribution = new CategoricalDistribution(Atoms: 9) }),
        ["qr-dqn"] = new(Quantiles, IsEvaluated: true),
        ["iqn-noisy"] = new(Noisy, IsFused: false),
        ["munchausen"] = new(options => options.Munchausen = new MunchausenOptions()),
        ["cql"] = new(options => options.OfflineAlgorithm = new ConservativeQLearning(), Environments: 0),
        ["bcq"] = new(options => options.OfflineAlgorithm = new BatchConstrainedQLearning(), Environments: 0),
        ["validated"] = new(Validated, Environments: 0),
        ["sparse"] = new(options => options.OfflineAlgorithm = new DeepQLearning(), Environments: 0, IsSparse: true),
    };

    /// <summary>Every variant on every path that computes it.</summary>
    public static TheoryData<string, UpdatePath> OnEachPath
    {
        get
        {
            TheoryData<string, UpdatePath> cases = [];
            foreach ((string name, StoredVariant variant) in All)
            {
                if (variant.IsTorch)
                    cases.Add(name, UpdatePath.TorchSharp);
                if (variant.IsFused)
                    cases.Add(name, UpdatePath.Fused);
            }

            return cases;
        }
    }

    /// <summary>The settings.</summary>
    /// <param name="path">What computes updates.</param>
    /// <param name="length">The number of environment steps, or of updates from a log.</param>
    /// <param name="checkpoint">The file to write at the end, or null.</param>
    public DqnOptions Options(UpdatePath path, int length, string? checkpoint = null)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [16, 12],
            LearningRate = 1e-3,
            DoubleQ = false,
            NStep = 1,
            CutNStepReturns = false,
            MaxRandomActionSteps = 1,
            WeightAveraging = 0,
            BatchSize = 16,
            ReplayCapacity = 150,
            LearningStarts = 50,
            TargetUpdateRate = 0.02,
            Epsilon = 0.1,
            Steps = length,
            Updates = length,
            UpdatePath = path,
            Threads = 1,
            CheckpointPath = checkpoint,
        };
        Set(options);
        return options;
    }

    /// <summary>Trains from the beginning.</summary>
    public TrainingResult Train(DqnOptions options)
    {
        DqnTrainer trainer = new(options);
        Xoshiro256 random = new(Seed);
        return Environments == 0
            ? trainer.Train(StoredLog.Of(IsSparse), null, random)
            : trainer.Train(CartPoles(random.Fork()), IsEvaluated ? new CartPole() : null, random);
    }

    /// <summary>Goes on where a checkpoint was written.</summary>
    public TrainingResult Resume(DqnOptions options, string checkpoint)
    {
        DqnTrainer trainer = new(options);
        return Environments == 0
            ? trainer.Resume(checkpoint, StoredLog.Of(IsSparse), new Xoshiro256(Seed))
            : trainer.Resume(checkpoint, CartPoles(new Xoshiro256(99)), IsEvaluated ? new CartPole() : null);
    }

    private VectorEnvironment CartPoles(Xoshiro256 random) => new(Environments, () => new CartPole(), random);

    // Rounding changes what is drawn by priorities soon enough; random actions do not follow.
    private static void Prioritized(DqnOptions options)
    {
        options.Epsilon = 1;
        options.Network = options.Network with { Dueling = true };
        (options.DoubleQ, options.NStep, options.PrioritizedReplay) = (true, 3, new PrioritizedReplayOptions());
        (options.Optimizer, options.WeightDecay, options.Loss) = (Optimizer.AdamW, 0.01, LossFunction.Huber);
    }

    private static void Quantiles(DqnOptions options)
    {
        options.Network = options.Network with { Distribution = new QuantileDistribution(6) };
        options.Optimizer = Optimizer.RMSProp;
        (options.EvaluationInterval, options.EvaluationEpisodes, options.Finalists, options.FinalEpisodes) = (60, 2, 2, 2);
    }

    private static void Noisy(DqnOptions options)
    {
        options.Network = options.Network with { Noisy = true, Distribution = new ImplicitQuantileDistribution(6, 5, 4, 5) };
        options.Epsilon = 0;
    }

    private static void Validated(DqnOptions options)
    {
        options.OfflineAlgorithm = new ConservativeQLearning();
        options.Validation = new OfflineValidation(Fraction: 0.3, Interval: 50, FittedQUpdates: 50);
    }
}
