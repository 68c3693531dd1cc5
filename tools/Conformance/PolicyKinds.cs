using DeepQ.Onnx.Compression;
using DeepQ.Onnx.Policies;

namespace Conformance;

/// <summary>A small policy of every kind that can be written.</summary>
internal static class PolicyKinds
{
    private const int Inputs = 6;
    private const int Width = 24;
    private const int Actions = 4;
    private const int Quantiles = 5;

    public static IEnumerable<(string Name, byte[] Model)> All()
    {
        Random random = new(5);
        PolicyLayer relu = new ActivationLayer(PolicyActivation.ReLU);
        PolicyLayer[] body = [Linear(random, Inputs, Width), relu];
        PolicyLayer[] plain = [.. body, Linear(random, Width, Actions)];
        DuelingLayer dueling = new([Linear(random, Width, 1)], [Linear(random, Width, Actions)]);
        PolicyLayer[] categorical =
            [.. body, Linear(random, Width, Actions * Quantiles), new CategoricalLayer(new float[] { -2, -1, 0, 1, 2 })];
        PolicyLayer[] quantiles = [.. body, Linear(random, Width, Actions * Quantiles), new QuantileLayer(Quantiles)];
        PolicyLayer[] heads = [.. quantiles.SkipLast(1), new HeadLayer(Quantiles)];
        PolicyLayer[] implicitQuantiles =
            [.. body, new QuantileMeanLayer(Values(random, Quantiles * Width, 1), Quantiles, [Linear(random, Width, Actions)])];

        yield return ("mlp", Policy(plain));
        yield return ("mlp-opset-15", Policy(plain, new() { OperatorSet = 15 }));
        yield return ("tanh", Policy([Linear(random, Inputs, Width), new ActivationLayer(PolicyActivation.Tanh), plain[^1]]));
        yield return ("silu-layer-norm", Policy(
            [
                Linear(random, Inputs, Width),
                new LayerNormLayer(Values(random, Width, 1), Values(random, Width, 1)),
                new ActivationLayer(PolicyActivation.SiLU),
                plain[^1],
            ]));
        yield return ("normalized", Policy(
            [new ScalingLayer(Values(random, Inputs, 1), Values(random, Inputs, 3)), .. plain]));
        yield return ("dueling", Policy([.. body, dueling]));
        yield return ("categorical", Policy(categorical, new() { Distribution = true }));
        yield return ("quantiles", Policy(quantiles, new() { Distribution = true }));
        yield return ("ensemble", Policy(heads, new() { Distribution = true, Uncertainty = true }));
        yield return ("implicit-quantiles", Policy(implicitQuantiles, new() { Distribution = true }));
        yield return ("support", Policy([new SupportLayer(plain, [Linear(random, Inputs, Actions)], MathF.Log(0.3f))]));
        yield return ("mask-and-margin", Policy(plain, new() { ActionMask = true, Margin = true }));
        yield return ("mask-required", Policy(plain, new() { ActionMaskRequired = true }));
        yield return ("image", Image(random, bytes: false));
        yield return ("image-of-bytes", Image(random, bytes: true));
        yield return ("image-normalized", Image(random, bytes: false, NormalizePlaces(random)));
        yield return ("image-normalized-as-a-whole", Image(random, bytes: false, NormalizeWhole(random)));
        yield return ("int8", OnnxCompression.ToInt8(Policy([.. body, dueling])));
        yield return ("int8-weights", OnnxCompression.ToInt8Weights(Policy([.. body, dueling])));
        yield return ("int8-fitted", OnnxCompression.FitInt8Weights(Policy([.. body, dueling]), Values(random, 500 * Inputs, 1)));
        yield return ("float16", OnnxCompression.ToFloat16(Policy(plain)));
        yield return ("residual", Policy([.. body, SumLayer.Residual(Linear(random, Width, Width), relu), plain[^1]]));
    }

    /// <summary>A network over states of a size.</summary>
    public static byte[] Plain(int size)
    {
        Random random = new(size);
        return PolicyGraph.ToBytes(
            [Linear(random, size, Width), new ActivationLayer(PolicyActivation.ReLU), Linear(random, Width, Actions)],
            Metadata([size]));
    }

    private static ImageNormLayer NormalizePlaces(Random random) =>
        new(Values(random, 4, 1), Values(random, 4, 1), PerPlace: true);

    private static ImageNormLayer NormalizeWhole(Random random) =>
        new(Values(random, 4 * 4 * 4, 1), Values(random, 4 * 4 * 4, 1), PerPlace: false);

    private static byte[] Image(Random random, bool bytes, params PolicyLayer[] norm) => PolicyGraph.ToBytes(
        [
            new ScalingLayer(new float[] { 0 }, new float[] { 1 / 255f }),
            new Conv2dLayer(Values(random, 4 * 2 * 9, 0.4f), Values(random, 4, 0.1f), Kernel: 3, Stride: 2, Padding: 1),
            .. norm,
            new ActivationLayer(PolicyActivation.ReLU),
            new FlattenLayer(),
            Linear(random, 4 * 4 * 4, Actions),
        ],
        Metadata([2, 8, 8]),
        new PolicyGraphOptions { ByteObservations = bytes });

    private static byte[] Policy(PolicyLayer[] layers, PolicyGraphOptions? options = null) =>
        PolicyGraph.ToBytes(layers, Metadata([Inputs]), options ?? new());

    private static PolicyMetadata Metadata(int[] shape) => new()
    {
        ObservationShape = shape,
        ObservationLow = [0],
        ObservationHigh = [shape.Length == 1 ? 1 : 255],
        ActionNames = ["north", "east", "south", "west"],
        Gamma = 0.99,
        Algorithm = "DQN",
    };

    private static LinearLayer Linear(Random random, int inputs, int outputs) =>
        new(Values(random, inputs * outputs, 1), Values(random, outputs, 0.1f));

    private static float[] Values(Random random, int count, float scale) =>
        [.. Enumerable.Range(0, count).Select(_ => scale * ((2 * random.NextSingle()) - 1))];
}
