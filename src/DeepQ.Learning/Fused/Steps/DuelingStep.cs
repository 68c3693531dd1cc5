using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>Combines the two streams of a dueling network.</summary>
/// <remarks>
/// Q(s, a) = V(s) + A(s, a) − mean over a' of A(s, a'), separately for each of the N values of an action. See
/// <see cref="DuelingHead"/>.
/// </remarks>
/// <param name="columns">The columns of V, N values, and from <paramref name="advantages"/> on those of A, N values per action.</param>
/// <param name="advantages">The first column of A.</param>
/// <param name="valuesPerAction">N.</param>
/// <param name="output">Q: N values per action.</param>
internal sealed class DuelingStep(FeatureBlock columns, int advantages, int valuesPerAction, FeatureBlock output)
    : FusedStep(columns, output)
{
    public override void Forward(in PassContext pass)
    {
        Matrix from = pass.Values(Input), to = pass.Values(Output);
        for (int state = 0; state < pass.Count; state++)
            Join(from.Row(state)[..valuesPerAction], from.Row(state)[advantages..], to.Row(state));
    }

    public override void Backward(in PassContext pass)
    {
        Matrix from = pass.Gradients(Output), to = pass.Gradients(Input);
        for (int state = 0; state < pass.Count; state++)
            Part(from.Row(state), to.Row(state)[..valuesPerAction], to.Row(state)[advantages..]);
    }

    public override long Cost(int states) => 0;

    private static void Join(ReadOnlySpan<float> values, ReadOnlySpan<float> advantages, Span<float> outputs)
    {
        int actions = advantages.Length / values.Length;
        for (int n = 0; n < values.Length; n++)
        {
            float sum = 0;
            for (int i = n; i < advantages.Length; i += values.Length)
                sum += advantages[i];
            float common = values[n] - (sum / actions);
            for (int i = n; i < advantages.Length; i += values.Length)
                outputs[i] = common + advantages[i];
        }
    }

    // dL/dV is the sum of dL/dQ over the actions, and dL/dA is dL/dQ minus its mean.
    private static void Part(ReadOnlySpan<float> gradient, Span<float> values, Span<float> advantages)
    {
        int actions = gradient.Length / values.Length;
        for (int n = 0; n < values.Length; n++)
        {
            float sum = 0;
            for (int i = n; i < gradient.Length; i += values.Length)
                sum += gradient[i];
            values[n] = sum;
            float mean = sum / actions;
            for (int i = n; i < gradient.Length; i += values.Length)
                advantages[i] = gradient[i] - mean;
        }
    }
}
