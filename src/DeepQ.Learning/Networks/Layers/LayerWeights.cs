using DeepQ.Learning.Torch;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>Makes and reads the weights of layers.</summary>
internal static class LayerWeights
{
    /// <summary>Weights drawn evenly from ±bound, row-major.</summary>
    public static Parameter Uniform(Random random, float bound, params long[] shape) =>
        Filled(() => bound * ((2 * random.NextSingle()) - 1), shape);

    /// <summary>Weights that are all the same.</summary>
    public static Parameter Constant(float value, params long[] shape) => Filled(() => value, shape);

    /// <summary>A copy of the weights in the memory of the program.</summary>
    public static float[] Values(Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        return weights.detach().cpu().data<float>().ToArray();
    }

    /// <summary>A copy of weights that are computed first.</summary>
    public static float[] Values(Func<Tensor> weights)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return Values(weights());
    }

    /// <summary>Divides weights where they are.</summary>
    public static void Divide(double divisor, params ReadOnlySpan<Parameter> weights)
    {
        foreach (Parameter parameter in weights)
        {
            using Tensor one = tensor(new[] { (float)divisor }, device: parameter.device);
            parameter.div_(one);
        }
    }

    /// <summary>Makes x Wᵀ + b of what was (factor · x + shift) Wᵀ + b.</summary>
    public static void TakeInputsAs(Tensor factor, Tensor shift, Parameter weight, Parameter bias)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor exact = weight.to(ScalarType.Float64);
        bias.copy_(bias.to(ScalarType.Float64).Plus(exact.matmul(shift)));
        weight.copy_(exact * factor);
    }

    /// <summary>Makes each group of N outputs y into M y + c.</summary>
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
