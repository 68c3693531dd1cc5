using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Tests.Fused.Steps;

public sealed class FusedParametersTests
{
    [Fact]
    public void Weights_by_columns_follow_the_weights()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            using LayeredQNetwork network = new FusedCase(seed).CreateNetwork();
            FusedLayout layout = new(network);
            FusedParameters parameters = new(layout), copy = new(layout);
            for (int round = 0; round < 2; round++)
            {
                foreach (DenseStep step in layout.Steps.OfType<DenseStep>())
                    Number(step.Memory, parameters, 1_000 * round);
                parameters.Changed();
                AssertTransposed(layout, parameters);
            }

            copy.CopyFrom(parameters);
            AssertTransposed(layout, copy);
        }
    }

    private static void Number(DenseLayout step, FusedParameters parameters, int first)
    {
        Matrix weights = step.Weights(parameters.Values);
        for (int output = 0; output < step.Outputs; output++)
        {
            for (int input = 0; input < step.Inputs; input++)
                weights.At(output, input) = first + (output * step.Inputs) + input;
            step.Biases(parameters.Values)[output] = -first - output;
        }
    }

    private static void AssertTransposed(FusedLayout layout, FusedParameters parameters)
    {
        parameters.Refresh();
        foreach (DenseLayout step in layout.Steps.OfType<DenseStep>().Select(step => step.Memory).Where(step => !step.IsNarrow))
        {
            Matrix weights = step.Weights(parameters.Values), transposed = step.ByInputWithBiases(parameters.Transposed);
            for (int output = 0; output < step.Outputs; output++)
            {
                for (int input = 0; input < step.Inputs; input++)
                    Assert.Equal(weights.At(output, input), transposed.At(input, output));
                Assert.Equal(step.Biases(parameters.Values)[output], transposed.At(step.Inputs, output));
            }

            // Padding is zero.
            for (int output = step.Outputs; output < step.TransposedStride; output++)
                Assert.Equal(0, transposed.At(step.Inputs, output));
        }
    }
}
