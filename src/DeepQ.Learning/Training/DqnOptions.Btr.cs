using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning;

public partial class DqnOptions
{
    // That many steps pass at each step of the vector, and an update follows.
    private const int BtrEnvironments = 64;

    /// <summary>
    /// Chooses what makes up BTR (Beyond the Rainbow) for <see cref="Steps"/> steps in 64 environments: Munchausen targets with implicit
    /// quantiles of 8 fractions, returns of 3 steps, priorities with an exponent of 0.2, a noisy dueling network of 512 units with spectral
    /// normalization of its convolutions, an update of 256 transitions at each step of the 64, a target network that is copied every 500
    /// updates, and an ε beside the noise that is off in the second half. What is set afterwards counts.
    /// </summary>
    /// <remarks>
    /// Clark et al.: Beyond The Rainbow: High Performance Deep Reinforcement Learning on a Desktop PC (2024),
    /// https://arxiv.org/abs/2411.03820, whose settings are for 50 million steps in games of Atari. Its residual convolutions and their
    /// pooling are not here: <see cref="NetworkOptions.Convolutions"/> stay what they are. The temperature of the targets is a part of the
    /// rewards' unit, where <see cref="NormalizeRewards"/> divides them; there they are clipped.
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
