using DeepQ.Learning.Fused.Layout;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>A fully connected layer with few outputs, those of the network: each is a dot product.</summary>
internal sealed class NarrowStep(DenseLayout memory, FusedStep? source) : DenseStep(memory, Rectification.None, source)
{
    public override void Forward(in PassContext pass)
    {
        Span<float> parameters = pass.Parameters.Weights;
        pass.Kernels.Multiply(
            pass.Values(Input.Padded), Memory.Weights(parameters), Memory.Biases(parameters), pass.Values(Output));
    }

    public override void Backward(in PassContext pass) => MultiplyAllBack(pass, pass.All(Memory.Outputs));
}
