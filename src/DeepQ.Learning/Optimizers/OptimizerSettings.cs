namespace DeepQ.Learning.Optimizers;

/// <summary>The optimizer and its settings.</summary>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Epsilon">The constant that prevents a division by zero; null for its default.</param>
/// <param name="WeightDecay">The share of each weight to subtract in a step, times the learning rate.</param>
/// <param name="BeginsAnew">Whether weights may be reinitialized during a training.</param>
internal sealed record OptimizerSettings(
    Optimizer Optimizer, double? Epsilon = null, double WeightDecay = 0, bool BeginsAnew = false)
{
    /// <summary>The ε in use.</summary>
    public double UsedEpsilon => Epsilon ?? Optimizer.DefaultEpsilon;

    /// <summary>Creates a step of the optimizer.</summary>
    public OptimizerStep Step(long number, float scale, double learningRate) =>
        new(number, scale, learningRate, UsedEpsilon, WeightDecay);
}
