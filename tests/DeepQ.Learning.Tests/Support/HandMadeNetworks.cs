using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Support;

/// <summary>Networks with weights that a test chooses.</summary>
internal static class HandMadeNetworks
{
    /// <summary>Q(s, ·) = W s + b, with W in rows, one an action.</summary>
    public static QNetwork Linear(float[] weights, float[] biases, int inputs)
    {
        QNetwork network = Mlp(inputs, [], biases.Length, new Xoshiro256(0));
        Set(Layers(network)[0].Weight, weights);
        Set(Layers(network)[0].Bias, biases);
        return network;
    }

    /// <summary>Fully connected layers with rectified linear units between them.</summary>
    public static QNetwork Mlp(int inputs, IReadOnlyList<int> hiddenUnits, int actions, Random random) =>
        new NetworkOptions { HiddenUnits = hiddenUnits }.CreateNetwork(Variants.Row(inputs), actions, random);

    /// <summary>The fully connected layers of a network, first to last.</summary>
    public static IReadOnlyList<DenseLayer> Layers(QNetwork network) => [.. network.modules().OfType<DenseLayer>()];

    public static float[] Values(QNetwork network) =>
        [.. network.parameters().SelectMany(parameter => parameter.detach().cpu().data<float>().ToArray())];

    public static void Set(Tensor parameter, float[] values)
    {
        using IDisposable frozen = no_grad();
        using Tensor source = tensor(values, parameter.shape);
        parameter.copy_(source);
    }
}
