using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Support;

/// <summary>Networks with weights that a test chooses.</summary>
internal static class HandMadeNetworks
{
    /// <summary>Q(s, ·) = W s + b, with W in rows, one an action.</summary>
    public static MlpQNetwork Linear(float[] weights, float[] biases, int inputs)
    {
        MlpQNetwork network = new(inputs, [], biases.Length, new Xoshiro256(0));
        Set(network.Layers[0].Weight, weights);
        Set(network.Layers[0].Bias, biases);
        return network;
    }

    public static float[] Values(QNetwork network) =>
        [.. network.parameters().SelectMany(parameter => parameter.detach().cpu().data<float>().ToArray())];

    public static void Set(Tensor parameter, float[] values)
    {
        using IDisposable frozen = no_grad();
        using Tensor source = tensor(values, parameter.shape);
        parameter.copy_(source);
    }
}
