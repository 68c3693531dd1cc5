using DeepQ.Learning.Fused.Layout;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>A fully connected layer that reads units of any sign and therefore all of them.</summary>
internal sealed class PlainStep(DenseLayout memory, FusedStep source) : DenseStep(memory, Rectification.None, source)
{
    public override void Forward(in PassContext pass) => MultiplyAll(pass, pass.All(Memory.Inputs));

    public override void Backward(in PassContext pass) => MultiplyAllBack(pass, pass.All(Memory.Outputs));
}
