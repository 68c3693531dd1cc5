using DeepQ.Learning.Losses;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Distributions;

/// <summary>Only the mean of the return, Q(s, a) itself: one output per action.</summary>
/// <remarks>Mnih et al.: Human-level control through deep reinforcement learning (2015).</remarks>
internal sealed record PointDistribution : ValueDistribution
{
    internal override string Algorithm => "DQN";

    internal override int ValuesPerAction => 1;

    internal override bool LearnsFromMeans => true;

    internal override string? Problem => null;

    internal override double MeanOf(Span<float> outputs) => outputs[0];

    internal override void AddMeanGradient(
        ReadOnlySpan<float> outputs, float mean, float gradientOfMean, Span<float> gradient) => gradient[0] += gradientOfMean;

    internal override Tensor MeansOf(Tensor outputs, Tensor support) => outputs.squeeze(2);

    internal override IReadOnlyList<PolicyLayer> ToMeans(IReadOnlyList<PolicyLayer> layers) => layers;

    internal override void ComputeTarget(Span<float> next, float reward, float discount, Span<float> target) =>
        target[0] = discount == 0 ? reward : reward + (discount * next[0]);

    internal override float CurvatureOf(in LossSettings loss) => loss.Error.Curvature;

    internal override TransitionLoss Evaluate(
        Span<float> outputs,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> target,
        float weight,
        in LossSettings loss,
        Span<float> gradient)
    {
        float error = outputs[0] - target[0];
        return new(weight * loss.Error.Evaluate(error, out gradient[0]), outputs[0], Math.Abs(error));
    }
}
