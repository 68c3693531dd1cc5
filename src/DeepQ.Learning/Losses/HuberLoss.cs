namespace DeepQ.Learning.Losses;

/// <summary>
/// The Huber loss L(δ) = ½ δ² where |δ| ≤ κ and κ (|δ| − ½ κ) beyond: the gradient of a large error is at most κ.
/// </summary>
/// <remarks>Huber: Robust Estimation of a Location Parameter (1964), with κ for his k.</remarks>
/// <param name="Threshold">
/// The threshold κ, positive; null for <see cref="DqnOptions.HuberThreshold"/>, or 1 if that is not set.
/// </param>
public sealed record HuberLoss(float? Threshold = null) : LossFunction
{
    /// <summary>Computes L(δ).</summary>
    /// <param name="error">The error δ.</param>
    /// <param name="threshold">The threshold κ, positive.</param>
    public static float Value(float error, float threshold)
    {
        float size = MathF.Abs(error);
        return size <= threshold ? 0.5f * error * error : threshold * (size - (0.5f * threshold));
    }

    /// <summary>Computes L'(δ): δ clipped to ±κ.</summary>
    /// <param name="error">The error δ.</param>
    /// <param name="threshold">The threshold κ, positive.</param>
    public static float Gradient(float error, float threshold) => Math.Clamp(error, -threshold, threshold);

    /// <inheritdoc/>
    public override float Evaluate(float error, out float gradient)
    {
        float threshold = Threshold ?? 1;
        gradient = Gradient(error, threshold);
        return Value(error, threshold);
    }

    /// <inheritdoc/>
    public override string? FindProblem() =>
        Threshold is null or (> 0 and < float.PositiveInfinity) ? null : "needs a positive, finite Threshold";

    internal override LossFunction WithThreshold(double threshold) =>
        Threshold is null ? this with { Threshold = (float)threshold } : this;
}
