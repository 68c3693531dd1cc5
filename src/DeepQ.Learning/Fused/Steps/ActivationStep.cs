using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>An activation other than the rectifier, which other steps apply themselves.</summary>
/// <param name="input">The output of a layer.</param>
/// <param name="output">The units that the next layer reads.</param>
/// <param name="activation">The function.</param>
internal sealed class ActivationStep(FeatureBlock input, FeatureBlock output, SmoothActivation activation)
    : FusedStep(input, output)
{
    public override bool TakesUngatedGradient => true;

    public override void Forward(in PassContext pass) =>
        pass.Kernels.Activate(activation, pass.Values(Input), pass.Values(Output));

    public override void Backward(in PassContext pass) =>
        pass.Kernels.ActivateBack(activation, pass.Values(Input), pass.Gradients(Output), pass.Gradients(Input));

    // It never takes long enough to be shared.
    public override long Cost(int states) => 0;
}
