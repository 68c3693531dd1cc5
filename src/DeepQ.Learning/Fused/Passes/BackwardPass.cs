using DeepQ.Learning.Fused.Sparse;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Passes;

/// <summary>Propagates the gradient of the outputs of a batch back through a network to its parameters.</summary>
/// <param name="layout">The network.</param>
/// <param name="forward">The forward pass of the batch.</param>
internal sealed class BackwardPass(FusedLayout layout, ForwardPass forward)
{
    /// <summary>The gradient of the first layer's weights if states are sparse; otherwise null.</summary>
    public InputGradient? Inputs => forward.Buffers.InputGradient;

    /// <summary>Computes the gradient of the parameters.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="gradient">dL/d(outputs): as many values as there were outputs.</param>
    /// <param name="parameterGradient">Receives the gradient, laid out as the parameters are.</param>
    public void Run(FusedParameters parameters, ReadOnlySpan<float> gradient, AlignedBuffer parameterGradient)
    {
        Matrix outputs = forward.Buffers.Gradients(layout.Outputs);
        for (int i = 0; i < outputs.Rows; i++)
            gradient.Slice(i * outputs.Columns, outputs.Columns).CopyTo(outputs.Row(i));

        PassContext pass = forward.Context(parameters, parameterGradient.Span);
        forward.Buffers.IsGradientComplete = false;
        for (int i = layout.Steps.Length - 1; i >= 0 && !forward.Buffers.IsGradientComplete; i--)
            layout.Steps[i].Backward(pass);
        parameters.Noise?.ScaleGradients(parameterGradient.Span);
        parameters.Spectrum?.TurnGradients(parameters.Weights, parameterGradient.Span);
    }
}
