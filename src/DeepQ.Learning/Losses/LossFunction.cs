namespace DeepQ.Learning.Losses;

/// <summary>What the TD error δ = Q(s, a) − y costs.</summary>
public enum LossFunction
{
    /// <summary>The square of the error. See <see cref="SquaredErrorLoss"/>.</summary>
    MeanSquaredError,

    /// <summary>
    /// The Huber loss: quadratic near zero, linear beyond a threshold. There it does not learn the mean: where returns are
    /// skewed, Q leans to their median. See <see cref="HuberLoss"/>.
    /// </summary>
    Huber,
}
