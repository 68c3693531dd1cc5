namespace DeepQ.Learning.Optimizers;

/// <summary>What turns a gradient into a step.</summary>
public enum Optimizer
{
    /// <summary>Kingma, Ba: Adam (2015), with β₁ = 0.9 and β₂ = 0.999.</summary>
    Adam,

    /// <summary>
    /// Adam with weight decay apart from the gradient. Loshchilov, Hutter: Decoupled Weight Decay Regularization
    /// (2019).
    /// </summary>
    AdamW,

    /// <summary>
    /// Centred RMSProp with a decay of 0.95, as in Mnih et al.: Human-level control through deep reinforcement learning
    /// (2015), who have a learning rate of 0.00025 and ε = 0.01. They add ε to the variance, and torch to its root.
    /// </summary>
    RMSProp,
}
