using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>RMSProp, centred: the gradient divided by its running standard deviation.</summary>
/// <remarks>
/// Graves: Generating Sequences With Recurrent Neural Networks (2013), equations 38 to 45 without momentum, as the first DQN
/// of Mnih et al. (2015) used it.
/// </remarks>
internal sealed class RmsPropDescent(IEnumerable<Parameter> parameters, double smoothing, double epsilon)
    : GradientDescent(parameters, momentCount: 2)
{
    /// <summary>What the averages keep at a step, as Mnih et al. have it.</summary>
    public const double Smoothing = 0.95;

    protected override void Move(
        Span<float> values, ReadOnlySpan<float> gradient, float scale, double learningRate, float[][] moments)
    {
        RmsPropStep step = new(scale, learningRate, smoothing, epsilon);
        KernelSet.Widest.Move(step, values, gradient, moments[0], moments[1]);
    }
}
