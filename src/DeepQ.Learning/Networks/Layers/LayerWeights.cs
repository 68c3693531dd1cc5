using DeepQ.Learning.Torch;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>Creates, reads and transforms the weights of layers.</summary>
internal static class LayerWeights
{
    /// <summary>Draws weights uniformly from ±bound, row-major.</summary>
    public static Parameter Uniform(Random random, float bound, params long[] shape) =>
        Filled(() => bound * ((2 * random.NextSingle()) - 1), shape);

    /// <summary>Creates weights that are all equal.</summary>
    public static Parameter Constant(float value, params long[] shape) => Filled(() => value, shape);

    /// <summary>Copies weights to managed memory.</summary>
    public static float[] Values(Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        return weights.detach().cpu().data<float>().ToArray();
    }

    /// <summary>Copies computed weights to managed memory.</summary>
    public static float[] Values(Func<Tensor> weights)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return Values(weights());
    }

    /// <summary>Divides weights in place.</summary>
    public static void Divide(double divisor, params ReadOnlySpan<Parameter> weights)
    {
        foreach (Parameter parameter in weights)
        {
            using Tensor one = tensor(new[] { (float)divisor }, device: parameter.device);
            parameter.div_(one);
        }
    }

    /// <summary>Changes (factor · x + shift) Wᵀ + b to x Wᵀ + b with the same result.</summary>
    public static void TakeInputsAs(Tensor factor, Tensor shift, Parameter weight, Parameter bias)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor exact = weight.to(ScalarType.Float64);
        bias.copy_(bias.to(ScalarType.Float64).Plus(exact.matmul(shift)));
        weight.copy_(exact * factor);
    }

    /// <summary>Changes each group of N outputs y to M y + c.</summary>
    public static void MapOutputs(Tensor map, Tensor shift, Parameter weight, Parameter bias)
    {
        using DisposeScope scope = NewDisposeScope();
        long group = map.shape[0];
        weight.copy_(map.matmul(weight.view(-1, group, weight.shape[1])).view(weight.shape));
        bias.copy_(bias.view(-1, group).matmul(map.t()).Plus(shift).view(-1));
    }

    private static Parameter Filled(Func<float> value, long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, axis) => product * axis)];
        for (int i = 0; i < values.Length; i++)
            values[i] = value();
        return new Parameter(tensor(values, shape));
    }
}
