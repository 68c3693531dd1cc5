using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Tests.Policies;

/// <summary>Small policies for tests.</summary>
internal static class Sample
{
    public static PolicyMetadata Metadata(int actions, params int[] shape) => new()
    {
        ObservationShape = shape,
        ActionNames = [.. Enumerable.Range(0, actions).Select(i => $"action {i}")],
        Gamma = 0.99,
        Algorithm = "DQN",
    };

    /// <summary>Q = s W, with W the identity: the Q-values are the state.</summary>
    public static byte[] Identity(int size)
    {
        float[] weight = new float[size * size];
        for (int i = 0; i < size; i++)
            weight[(i * size) + i] = 1;
        return PolicyGraph.ToBytes([new LinearLayer(weight, new float[size])], Metadata(size, size));
    }

    public static LinearLayer Linear(Random random, int inputs, int outputs) =>
        new(Values(random, inputs * outputs, 1 / MathF.Sqrt(inputs)), Values(random, outputs, 0.1f));

    public static float[] Values(Random random, int count, float scale)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = scale * ((2 * random.NextSingle()) - 1);
        return values;
    }

    /// <summary>A network with every kind of layer that acts on rows.</summary>
    public static PolicyLayer[] Mixed(Random random) =>
    [
        Linear(random, 5, 24),
        new LayerNormLayer(Values(random, 24, 2), Values(random, 24, 1)),
        new ActivationLayer(PolicyActivation.SiLU),
        Linear(random, 24, 16),
        new ActivationLayer(PolicyActivation.Tanh),
        new DuelingLayer(
            [Linear(random, 16, 8), new ActivationLayer(PolicyActivation.ReLU), Linear(random, 8, 1)],
            [Linear(random, 16, 8), new ActivationLayer(PolicyActivation.ReLU), Linear(random, 8, 3)]),
    ];
}
