namespace DeepQ.Learning.Optimizers;

/// <summary>A step of an optimizer.</summary>
/// <param name="Number">The number t of the step, from 1.</param>
/// <param name="Scale">The factor of the gradient that limits its norm.</param>
/// <param name="LearningRate">The learning rate α.</param>
/// <param name="Epsilon">The ε that prevents a division by zero.</param>
/// <param name="WeightDecay">The share λ of each weight to subtract, times the learning rate.</param>
public readonly record struct OptimizerStep(
    long Number, float Scale, double LearningRate, double Epsilon, double WeightDecay);
