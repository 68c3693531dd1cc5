using DeepQ.Learning;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Schedules;

namespace DeepQ.Results;

/// <summary>What games of MinAtar are learned with.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Folder">The folder of its results.</param>
/// <param name="Seeds">The number of trainings of each game.</param>
/// <param name="Environments">The number of games that are played together.</param>
/// <param name="Options">Makes the settings.</param>
internal sealed record MinAtarMethod(
    string Name, string Folder, int Seeds, int Environments, Func<DqnOptions> Options)
{
    /// <summary>Quick ones first, so that the table fills.</summary>
    public static IReadOnlyList<MinAtarMethod> All { get; } =
    [
        new("PQN", "pqn", Seeds: 5, Environments: 128, Pqn),
        Adam("DQN, Adam", "dqn-adam", _ => { }),
        Adam("double, 3-step, dueling", "double-3-step-dueling", MakeDoubleMultiStepDueling),
        Adam("C51", "c51", options => Predict(options, new CategoricalDistribution())),
        Adam("QR-DQN", "qr-dqn", options => Predict(options, new QuantileDistribution(51))),
        Adam("HL-Gauss", "hl-gauss", options => Predict(options, new HLGaussDistribution())),
        Adam("Rainbow", "rainbow", MakeRainbow),
        new("DQN", "dqn", Seeds: 3, Environments: 1, YoungTian),
        Adam("IQN", "iqn", options => Predict(options, new ImplicitQuantileDistribution(Samples: 8, TargetSamples: 8))),
    ];

    private static DqnOptions Pqn()
    {
        DqnOptions options = AsTheyAre(10_000_000);
        options.UsePqnForMinAtar();
        return options;
    }

    // Young, Tian: MinAtar (2019): an update at every frame, and gradients of any length.
    private static DqnOptions YoungTian()
    {
        DqnOptions options = Replayed(5_000_000);
        options.Optimizer = Optimizer.RMSProp;
        options.UpdateInterval = 1;
        return options;
    }

    // Obando-Ceron, Castro: Revisiting Rainbow (2021), https://arxiv.org/abs/2011.14826: Adam, and an update every fourth frame.
    private static MinAtarMethod Adam(string name, string folder, Action<DqnOptions> change) =>
        new(name, folder, Seeds: 3, Environments: 1, () =>
        {
            DqnOptions options = Replayed(2_000_000);
            options.OptimizerEpsilon = 3.125e-4;
            options.UpdateInterval = 4;
            // Copied every 1,000 updates.
            options.TargetUpdateInterval = 4_000;
            change(options);
            return options;
        });

    private static DqnOptions Replayed(long steps)
    {
        DqnOptions options = AsTheyAre(steps);
        options.Network = options.Network with { Convolutions = ConvolutionShape.Small, HiddenUnits = [128] };
        options.LearningRate = 2.5e-4;
        options.BatchSize = 32;
        options.Loss = LossFunction.Huber;
        options.MaxGradientNorm = 1e9;
        options.TargetUpdateRate = 1;
        options.TargetUpdateInterval = 1_000;
        options.ReplayCapacity = 100_000;
        options.LearningStarts = 5_000;
        options.Epsilon = new LinearSchedule(1, 0.1, 100_000);
        return options;
    }

    // In the units of the rewards, which the published settings are tuned to.
    private static DqnOptions AsTheyAre(long steps) => new()
    {
        Steps = steps,
        NormalizeRewards = false,
        DoubleQ = false,
        NStep = 1,
        MaxRandomActionSteps = 1,
        WeightAveraging = 0,
        Threads = 1,
    };

    private static void MakeDoubleMultiStepDueling(DqnOptions options)
    {
        options.DoubleQ = true;
        options.NStep = 3;
        options.Network = options.Network with { Dueling = true };
    }

    private static void MakeRainbow(DqnOptions options)
    {
        MakeDoubleMultiStepDueling(options);
        Predict(options, new CategoricalDistribution());
        options.Network = options.Network with { Noisy = true };
        options.PrioritizedReplay = new() { Beta = new LinearSchedule(0.4, 1, options.Steps) };
    }

    private static void Predict(DqnOptions options, ValueDistribution distribution) =>
        options.Network = options.Network with { Distribution = distribution };
}
