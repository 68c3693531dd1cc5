namespace DeepQ.Learning.Optimizers;

/// <summary>A step of an optimizer.</summary>
/// <param name="Number">The number t of the step, from 1.</param>
/// <param name="Scale">What the gradient is to be multiplied by, so that its norm is no greater than its limit.</param>
/// <param name="LearningRate">The learning rate α.</param>
/// <param name="Epsilon">The ε that keeps it from dividing by zero.</param>
/// <param name="WeightDecay">The part λ of each weight, times the learning rate, that it loses.</param>
public readonly record struct OptimizerStep(
    long Number, float Scale, double LearningRate, double Epsilon, double WeightDecay);
