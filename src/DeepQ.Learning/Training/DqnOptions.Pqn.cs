using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Schedules;

namespace DeepQ.Learning;

public partial class DqnOptions
{
    /// <summary>
    /// Sets parallelized Q-learning (PQN) for <see cref="Steps"/> steps, with the settings of its authors for CartPole
    /// and 32 environments: rollouts, layer normalization, RAdam, a learning rate from 1e-4 to 0, and an ε from 1 to
    /// 0.2 within a fifth of the steps. Settings made afterwards take precedence.
    /// </summary>
    /// <remarks>
    /// Gallici et al.: Simplifying Deep Temporal Difference Learning (2024), https://arxiv.org/abs/2407.04811. Their loss is ½ δ² with
    /// a gradient of at most 10, which δ² with 20 reproduces in direction and length. <see cref="HiddenUnits"/>, 256,
    /// 256 in the paper, and <see cref="Gamma"/> stay unchanged.
    /// </remarks>
    public void UsePqn() => LearnFrom(new RolloutOptions(), learningRate: 1e-4, epsilon: 0.2, exploring: Steps / 5);

    /// <summary>
    /// Sets parallelized Q-learning (PQN) for <see cref="Steps"/> steps, with the settings of its authors for the games
    /// of MinAtar, 128 environments and 10 million steps: rollouts, a learning rate from 5e-4 to 0, an ε from 1 to 0.05
    /// within a tenth of the steps, one convolution of 16 filters of 3 × 3 and 128 hidden units. Settings made
    /// afterwards take precedence.
    /// </summary>
    /// <remarks>
    /// See <see cref="UsePqn"/>. The convolution is normalized over its channels at each position, the hidden layer
    /// over its units.
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
