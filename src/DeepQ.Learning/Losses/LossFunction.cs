namespace DeepQ.Learning.Losses;

/// <summary>The loss of the TD error δ = Q(s, a) − y. Derive from it for a custom loss.</summary>
/// <remarks>
/// With <see cref="DqnOptions.NormalizeRewards"/> errors are in units of the standard deviation of the returns. A
/// derived loss exposes its settings as public properties: a checkpoint is continued only with the same ones.
/// </remarks>
public abstract record LossFunction
{
    /// <summary>The squared error. See <see cref="SquaredErrorLoss"/>.</summary>
    public static LossFunction MeanSquaredError { get; } = new SquaredErrorLoss();

    /// <summary>
    /// The Huber loss: quadratic near zero, linear beyond <see cref="DqnOptions.HuberThreshold"/>. In its linear part
    /// it does not learn the mean: if returns are skewed, Q is biased toward their median. See <see cref="HuberLoss"/>.
    /// </summary>
    public static LossFunction Huber { get; } = new HuberLoss();

    /// <summary>
    /// The curvature at zero, L''(0), by which the term of conservative Q-learning is multiplied; the term is meant for
    /// ½ δ².
    /// </summary>
    /// <value>The default value is 1.</value>
    protected internal virtual float Curvature => 1;

    /// <summary>Computes L(δ) and L'(δ).</summary>
    /// <param name="error">The error δ = Q − y: negative if the target is greater.</param>
    /// <param name="gradient">Receives L'(δ).</param>
    /// <returns>L(δ), not negative.</returns>
    public abstract float Evaluate(float error, out float gradient);

    /// <summary>
    /// Finds what is wrong with the settings of the loss, in words that follow its name; null (the default) if nothing
    /// is.
    /// </summary>
    public virtual string? FindProblem() => null;

    /// <summary>Returns the loss with a threshold if it has one that is not set.</summary>
    internal virtual LossFunction WithThreshold(double threshold) => this;
}
