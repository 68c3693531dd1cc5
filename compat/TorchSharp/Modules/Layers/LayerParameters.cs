using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters of layers: they belong to their layer, not to the scope that is open.</summary>
internal static class LayerParameters
{
    internal static Parameter New(long[] shape, Device? device, ScalarType? dtype)
    {
        var parameter = new Parameter(empty(shape, dtype ?? ScalarType.Float32, device ?? CPU));
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    internal static Parameter Bias(long outputs, long fanIn, Device? device, ScalarType? dtype)
    {
        Parameter bias = New([outputs], device, dtype);
        double bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
        nn.init.uniform_(bias, -bound, bound);
        return bias;
    }
}
