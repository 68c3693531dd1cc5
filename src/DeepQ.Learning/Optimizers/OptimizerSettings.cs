namespace DeepQ.Learning.Optimizers;

/// <summary>The optimizer and what it is set to.</summary>
/// <param name="Optimizer">Which one.</param>
/// <param name="Epsilon">What keeps it from dividing by zero; null for its default.</param>
/// <param name="WeightDecay">The part of each weight that it loses at a step, times the learning rate.</param>
/// <param name="BeginsAnew">Whether weights may be drawn anew in the middle of a training.</param>
internal sealed record OptimizerSettings(
    Optimizer Optimizer, double? Epsilon = null, double WeightDecay = 0, bool BeginsAnew = false)
{
    /// <summary>The ε in use.</summary>
    public double UsedEpsilon => Epsilon ?? Optimizer.DefaultEpsilon;

    /// <summary>A step of the optimizer.</summary>
    public OptimizerStep Step(long number, float scale, double learningRate) =>
        new(number, scale, learningRate, UsedEpsilon, WeightDecay);
}
