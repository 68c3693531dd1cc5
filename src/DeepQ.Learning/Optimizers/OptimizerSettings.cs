namespace DeepQ.Learning.Optimizers;

/// <summary>The optimizer and what it is set to.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Epsilon">What keeps it from dividing by zero; null for its default.</param>
/// <param name="WeightDecay">The part of each weight that it loses at a step, times the learning rate.</param>
internal sealed record OptimizerSettings(Optimizer Kind = Optimizer.Adam, double? Epsilon = null, double WeightDecay = 0);
