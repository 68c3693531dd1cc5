using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning;

public partial class DqnOptions
{
    // Each step of the vector takes this many environment steps and is followed by an update.
    private const int BtrEnvironments = 64;

    /// <summary>
    /// Sets the components of BTR (Beyond the Rainbow) for <see cref="Steps"/> steps in 64 environments: Munchausen
    /// targets with implicit quantiles at 8 fractions, 3-step returns, priorities with an exponent of 0.2, a noisy
    /// dueling network of 512 units with spectrally normalized convolutions, an update of 256 transitions at each step
    /// of the 64 environments, a target network that is copied every 500 updates, and, beside the noise, an ε that is
    /// off in the second half. Settings made afterwards take precedence.
    /// </summary>
    /// <remarks>
    /// Clark et al.: Beyond The Rainbow: High Performance Deep Reinforcement Learning on a Desktop PC (2024),
    /// https://arxiv.org/abs/2411.03820, whose settings are for 50 million steps in Atari games. Its residual
    /// convolutions and their pooling are not included: <see cref="NetworkOptions.Convolutions"/> stay unchanged. The
    /// temperature of the targets is relative to the unit of the rewards, which <see cref="NormalizeRewards"/> divides
    /// here; in the paper they are clipped.
    /// </remarks>
    public void UseBtr()
    {
        Network = Network with
        {
            HiddenUnits = [512],
            Dueling = true,
            Noisy = true,
            SpectralNorm = SpectralNormalization.Convolutions,
            Distribution = new ImplicitQuantileDistribution(Samples: 8, TargetSamples: 8, ActingSamples: 8, Cosines: 64),
        };
        (DoubleQ, TargetRule, Munchausen) = (false, null, new MunchausenOptions());
        (NStep, CutNStepReturns, Gamma, BatchSize) = (3, false, 0.997, 256);
        (Optimizer, LearningRate, OptimizerEpsilon) = (Optimizer.Adam, 1e-4, 0.005 / BatchSize);
        MaxGradientNorm = 10;
        (UpdateInterval, UpdatesPerInterval) = (BtrEnvironments, 1);
        (TargetUpdateRate, TargetUpdateInterval) = (1, 500 * BtrEnvironments);
        ReplayCapacity = (int)Math.Clamp(Steps, BatchSize, 1 << 20);
        LearningStarts = Math.Min(200_000, Steps / 20);
        PrioritizedReplay = new PrioritizedReplayOptions { Alpha = 0.2, Beta = new LinearSchedule(0.4, 1, Steps) };
        long low = Math.Max(1, Steps / 25);
        long off = Math.Max(low + 1, Steps / 2);
        MaxRandomActionSteps = 1;
        WeightAveraging = 0;
        Epsilon = new PiecewiseSchedule((0, 1), (low, 0.01), (off, 0.01), (off + 1, 0));
    }
}
