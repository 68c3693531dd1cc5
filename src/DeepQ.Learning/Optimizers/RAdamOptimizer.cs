using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>
/// Adam with rectified steps: while the average of squares is based on few gradients, steps follow the first moment
/// alone, and later ones are shortened according to the uncertainty of that average.
/// </summary>
/// <remarks>
/// Liu et al.: On the Variance of the Adaptive Learning Rate and Beyond (2020), algorithm 2. As in torch, ε is added to √v, and
/// the average is used from a length above 5.
/// </remarks>
internal sealed record RAdamOptimizer : KernelOptimizer
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double LeastLength = 5;

    internal override ParameterMover CreateMover(KernelSet kernels) => new AdamMover(kernels, At);

    private static AdamStep At(OptimizerStep step)
    {
        double t = step.Number;
        double rate = step.LearningRate / (1 - Math.Pow(Beta1, t));
        double greatest = (2 / (1 - Beta2)) - 1;
        double length = greatest - (2 * t * Math.Pow(Beta2, t) / (1 - Math.Pow(Beta2, t)));
        if (length <= LeastLength)
            return new AdamStep(step.Scale, 1, (float)rate, 0, 1);
        double rectification = Math.Sqrt(
            (length - 4) * (length - 2) * greatest / ((greatest - 4) * (greatest - 2) * length));
        double root = 1 / Math.Sqrt(1 - Math.Pow(Beta2, t));
        return new AdamStep(
            step.Scale, 1, (float)(rate * rectification), (float)root, (float)(step.Epsilon * root));
    }
}
