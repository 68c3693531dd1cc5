namespace DeepQ.Learning.Losses;

/// <summary>What the TD error δ = Q(s, a) − y costs. Derive from it for a loss of your own.</summary>
/// <remarks>
/// With <see cref="DqnOptions.NormalizeRewards"/> errors are in parts of the standard deviation of the returns. A loss that derives
/// from it tells its settings by public properties: a checkpoint is continued only with the same ones.
/// </remarks>
public abstract record LossFunction
{
    /// <summary>The square of the error. See <see cref="SquaredErrorLoss"/>.</summary>
    public static LossFunction MeanSquaredError { get; } = new SquaredErrorLoss();

    /// <summary>
    /// The Huber loss: quadratic near zero, linear beyond <see cref="DqnOptions.HuberThreshold"/>. There it does not learn the
    /// mean: where returns are skewed, Q leans to their median. See <see cref="HuberLoss"/>.
    /// </summary>
    public static LossFunction Huber { get; } = new HuberLoss();

    /// <summary>
    /// The curvature at zero, L''(0). The term of conservative Q-learning, which is meant beside ½ δ², is multiplied by it.
    /// </summary>
    /// <value>The default value is 1.</value>
    protected internal virtual float Curvature => 1;

    /// <summary>Computes L(δ) and L'(δ).</summary>
    /// <param name="error">The error δ = Q − y: negative where the target lies above.</param>
    /// <param name="gradient">Receives L'(δ).</param>
    /// <returns>L(δ), not negative.</returns>
    public abstract float Evaluate(float error, out float gradient);

    /// <summary>What is wrong with the settings of the loss, after its name; null, as by default, when nothing is.</summary>
    public virtual string? FindProblem() => null;

    /// <summary>The same loss, with a threshold where it has one and leaves it open.</summary>
    internal virtual LossFunction WithThreshold(double threshold) => this;
}
