using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Tests.Fused;

/// <summary>A network, settings and a batch, drawn from a seed, that both paths are to agree on.</summary>
internal sealed class FusedCase
{
    // Widths and batches that are and are not multiples of a vector.
    private static readonly int[] Sizes = [1, 2, 3, 5, 7, 8, 16, 17, 31, 32, 33, 48, 64, 65, 100];
    private static readonly Optimizer[] Optimizers = [Optimizer.Adam, Optimizer.AdamW, Optimizer.RMSProp];

    private readonly int _seed;

    /// <summary>Draws a case.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="normalizes">Whether each hidden layer is normalized: nothing else differs then.</param>
    /// <param name="leastWidth">The least width of a hidden layer; a narrower one is so much wider.</param>
    /// <param name="convolves">Whether it sees images through one to three convolutions.</param>
    /// <param name="norm">How what convolutions compute is normalized.</param>
    /// <param name="noisy">Whether layers carry noise.</param>
    /// <param name="activation">The function after hidden layers.</param>
    /// <param name="spectral">Which layers are divided by their norm.</param>
    public FusedCase(
        int seed,
        bool normalizes = false,
        int leastWidth = 1,
        bool convolves = false,
        ConvolutionNormalization norm = ConvolutionNormalization.None,
        bool noisy = false,
        PolicyActivation activation = PolicyActivation.ReLU,
        SpectralNormalization spectral = SpectralNormalization.None)
    {
        _seed = seed;
        Xoshiro256 random = new((ulong)seed);
        int size = Sizes[random.Next(12)];
        ActionCount = 1 + random.Next(6);
        int[] hidden = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random))];
        hidden = [.. hidden.Select(width => width < leastWidth ? width + leastWidth : width)];
        ValueDistribution distribution = random.Next(4) switch
        {
            0 => new CategoricalDistribution(-5, 5, 2 + random.Next(20)),
            1 => new QuantileDistribution(1 + random.Next(20)),
            _ => ValueDistribution.Point,
        };
        IReadOnlyList<ConvolutionShape> convolutions = convolves ? Convolutions(random) : [];
        // Where a few channels are normalized, roundings are magnified; all of an image are in whole lines.
        if (norm != ConvolutionNormalization.None)
            convolutions = [.. convolutions.Select((shape, i) => shape with { Channels = norm == ConvolutionNormalization.Image ? 16 : 8 + (seed % 13) })];
        Options = new DqnOptions
        {
            Network = new()
            {
                HiddenUnits = hidden,
                Dueling = random.Next(2) == 0,
                Distribution = distribution,
                LayerNorm = normalizes,
                Convolutions = convolutions,
                ConvolutionNorm = norm,
                Noisy = noisy,
                Activation = activation,
                SpectralNorm = spectral,
            },
            BatchSize = Pick(random),
            Loss = random.Next(2) == 0 ? LossFunction.Huber : LossFunction.MeanSquaredError,
            MaxGradientNorm = random.Next(2) == 0 ? 0.1 : 1e9,
            LearningRate = 1e-3,
            Optimizer = Optimizers[random.Next(3)],
            TargetUpdateRate = random.Next(2) == 0 ? 1 : 0.1,
            TargetUpdateInterval = 5,
            DoubleQ = random.Next(2) == 0,
        };
        Observations = convolves ? Image(random, convolutions) : Variants.Row(size);
        // Small averages of squares make the first steps of Adam depend on the last bits of a slope: an ε takes that
        // away. Spectral normalization subtracts the part of a slope that lies along the weights, and leaves fewer bits of the rest.
        Options.OptimizerEpsilon =
            Options.Optimizer == Optimizer.RMSProp || spectral != SpectralNormalization.None ? 0.01 : 1e-3;
        if (Options.Optimizer == Optimizer.AdamW)
            Options.WeightDecay = 0.1;
        if (!Options.DoubleQ && distribution == ValueDistribution.Point && random.Next(2) == 0)
            Options.Munchausen = new();
        if (!Options.DoubleQ && distribution != ValueDistribution.Point && spectral != SpectralNormalization.None)
            Options.Munchausen = new() { Temperature = 0.5 };
        Options.Validate();
    }

    public DqnOptions Options { get; }

    public int ObservationSize => Observations.Size;

    public BoxSpace Observations { get; }

    public int ActionCount { get; }

    /// <summary>The network of the case: always the same weights.</summary>
    public LayeredQNetwork CreateNetwork() =>
        new(Observations, ActionCount, Options.Network, new Xoshiro256((ulong)_seed));

    /// <summary>A batch with weights and masks.</summary>
    public TransitionBatch CreateBatch(int number)
    {
        Xoshiro256 random = new((ulong)((_seed * 1000) + number));
        TransitionBatch batch = new(Options.BatchSize, ObservationSize, ActionCount);
        Fill(batch.States);
        Fill(batch.NextStates);
        Fill(batch.Rewards);
        for (int i = 0; i < batch.Size; i++)
        {
            batch.Actions[i] = random.Next(ActionCount);
            batch.Discounts[i] = random.Next(3) == 0 ? 0 : 0.9f;
            batch.Weights[i] = random.NextSingle();
            Span<bool> legal = batch.NextActionMasks.AsSpan(i * ActionCount, ActionCount);
            foreach (ref bool one in legal)
                one = random.Next(3) > 0;
            legal[random.Next(ActionCount)] = true;
            batch.ActionMasks.AsSpan(i * ActionCount, ActionCount).Fill(true);
        }

        return batch;

        void Fill(float[] values)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = Value(random);
        }
    }

    /// <summary>A replay of 300 transitions with episodes of 9 steps.</summary>
    public ReplayBuffer CreateReplay()
    {
        float[] states = CreateStates(301);
        Xoshiro256 random = new((ulong)_seed);
        ReplayBuffer replay = new(300, ObservationSize);
        for (int i = 0; i < 300; i++)
            replay.Add(State(i), random.Next(ActionCount), random.NextSingle(), State(i + 1), i % 9 == 8);
        return replay;

        ReadOnlySpan<float> State(int number) => states.AsSpan(number * ObservationSize, ObservationSize);
    }

    /// <summary>States in ±2.</summary>
    public float[] CreateStates(int count)
    {
        Xoshiro256 random = new((ulong)_seed);
        return [.. Enumerable.Range(0, count * ObservationSize).Select(_ => Value(random))];
    }

    // Of every third case most values are zero.
    private float Value(Xoshiro256 random)
    {
        float value = (4 * random.NextSingle()) - 2;
        return _seed % 3 == 0 && random.Next(5) > 0 ? 0 : value;
    }

    public override string ToString() =>
        $"seed {_seed}: {string.Join("×", Observations.Shape)}{string.Concat(Options.Network.Convolutions)}-{string.Join("-", Options.HiddenUnits)}-{ActionCount}, " +
        $"batch {Options.BatchSize}, " +
        $"{Options.Algorithm}{(Options.Network.LayerNorm ? ", layer norm" : "")}{(Options.Network.Noisy ? ", noisy" : "")}, {Options.Network.Activation}, {Options.Network.Distribution}, {Options.Optimizer}";

    private static ConvolutionShape[] Convolutions(Xoshiro256 random) =>
    [
        .. Enumerable.Range(0, 1 + random.Next(3)).Select(_ =>
        {
            int kernel = 1 + random.Next(4);
            return new ConvolutionShape(Sizes[random.Next(11)], kernel, 1 + random.Next(kernel), random.Next(3) / 2 * random.Next(3));
        }),
    ];

    // As small as the kernels allow, or a little larger.
    private static BoxSpace Image(Xoshiro256 random, IReadOnlyList<ConvolutionShape> convolutions)
    {
        (int height, int width) = (1 + random.Next(3), 1 + random.Next(3));
        foreach (ConvolutionShape shape in convolutions.Reverse())
        {
            height = Math.Max(1, ((height - 1) * shape.Stride) + shape.Kernel - (2 * shape.Padding) + random.Next(shape.Stride));
            width = Math.Max(1, ((width - 1) * shape.Stride) + shape.Kernel - (2 * shape.Padding) + random.Next(shape.Stride));
        }

        return new([1 + random.Next(5), height, width], -2, 2);
    }

    private static int Pick(Xoshiro256 random) => Sizes[random.Next(Sizes.Length)];
}
