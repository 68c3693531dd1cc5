namespace DeepQ.Learning.Losses;

/// <summary>The squared error L(δ) = δ², whose mean over a batch is the MSE.</summary>
public sealed record SquaredErrorLoss : LossFunction
{
    /// <inheritdoc/>
    protected internal override float Curvature => 2;

    /// <summary>Computes L(δ) = δ².</summary>
    /// <param name="error">The error δ.</param>
    public static float Value(float error) => error * error;

    /// <summary>Computes L'(δ) = 2 δ.</summary>
    /// <param name="error">The error δ.</param>
    public static float Gradient(float error) => 2 * error;

    /// <inheritdoc/>
    public override float Evaluate(float error, out float gradient)
    {
        gradient = Gradient(error);
        return Value(error);
    }
}
