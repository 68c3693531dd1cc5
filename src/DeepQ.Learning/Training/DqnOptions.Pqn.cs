using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Schedules;

namespace DeepQ.Learning;

public partial class DqnOptions
{
    /// <summary>
    /// Chooses parallelized Q-learning (PQN) for <see cref="Steps"/> steps, with the settings that its authors have for CartPole and
    /// 32 environments: rollouts, layer normalization, RAdam, a learning rate from 1e-4 to 0, and an ε from 1 to 0.2 within a fifth
    /// of the steps. What is set afterwards counts.
    /// </summary>
    /// <remarks>
    /// Gallici et al.: Simplifying Deep Temporal Difference Learning (2024), https://arxiv.org/abs/2407.04811. Their loss is ½ δ² with
    /// a gradient of at most 10; the same direction and length have δ² and 20. <see cref="HiddenUnits"/>, theirs are 256, 256, and
    /// <see cref="Gamma"/> stay what they are.
    /// </remarks>
    public void UsePqn() => LearnFrom(new RolloutOptions(), learningRate: 1e-4, epsilon: 0.2, exploring: Steps / 5);

    /// <summary>
    /// Chooses parallelized Q-learning (PQN) for <see cref="Steps"/> steps, with the settings that its authors have for the games of
    /// MinAtar and 128 environments, theirs for 10 million steps: rollouts, a learning rate from 5e-4 to 0, an ε from 1 to 0.05 within
    /// a tenth of the steps, one convolution of 16 filters of 3 × 3 and 128 hidden units. What is set afterwards counts.
    /// </summary>
    /// <remarks>
    /// As <see cref="UsePqn"/> says. The convolution is normalized over its channels at each place, the hidden layer over its units.
    /// </remarks>
    public void UsePqnForMinAtar()
    {
        Network = Network with
        {
            Convolutions = ConvolutionShape.Small,
            ConvolutionNorm = ConvolutionNormalization.Channels,
            HiddenUnits = [128],
        };
        LearnFrom(
            new RolloutOptions { Steps = 32, Minibatches = 32, Epochs = 2, Lambda = 0.65 },
            learningRate: 5e-4,
            epsilon: 0.05,
            exploring: Steps / 10);
    }

    private void LearnFrom(RolloutOptions rollout, double learningRate, double epsilon, long exploring)
    {
        Rollout = rollout;
        Network = Network with { LayerNorm = true };
        Optimizer = Optimizer.RAdam;
        LearningRate = new LinearSchedule(learningRate, 0, Steps);
        Loss = LossFunction.MeanSquaredError;
        MaxGradientNorm = 20;
        Epsilon = new LinearSchedule(1, epsilon, Math.Max(1, exploring));
    }
}
