using DeepQ.Learning.Losses;
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
    public void UsePqn()
    {
        Rollout = new RolloutOptions();
        Network = Network with { LayerNorm = true };
        Optimizer = Optimizer.RAdam;
        LearningRate = new LinearSchedule(1e-4, 0, Steps);
        Loss = LossFunction.MeanSquaredError;
        MaxGradientNorm = 20;
        Epsilon = new LinearSchedule(1, 0.2, Math.Max(1, Steps / 5));
    }
}
