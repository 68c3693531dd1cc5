using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Networks;

/// <summary>
/// Builds the parts of a network: the features of an observation, and the head that computes values from them.
/// </summary>
internal sealed class NetworkParts(NetworkOptions options, Random random)
{
    /// <summary>
    /// The layers before the head, and the number of features. A dueling head, and one that takes fractions, includes
    /// the last hidden layer, if others remain before the fractions.
    /// </summary>
    public (NetworkLayer Layers, int Width) Features(BoxSpace observations)
    {
        List<NetworkLayer> layers = [];
        if (options.ObservationScaling is { } scaling)
            layers.Add(new ObservationScalingLayer(Fitting(scaling, observations), observations.Shape));
        else if (observations.ElementType == ElementType.UInt8)
            layers.Add(new ScaleLayer(observations));
        AddConvolutions(layers, observations);
        if (observations.Shape.Count != 1)
            layers.Add(FunctionLayer.Flatten());

        int width = options.Convolutions.Count == 0 ? observations.Size : Size(ConvolvedShape(observations));
        width = AddHidden(layers, width, options.HiddenUnits.SkipLast(UnitsOfHead.Count()), isFirst: true);
        return (new LayerStack(layers), width);
    }

    /// <summary>The layers from features to action values.</summary>
    public NetworkLayer Head(int width, int actionCount, int valuesPerAction)
    {
        if (!options.Dueling)
            return Stream(width, checked(actionCount * valuesPerAction));
        NetworkLayer value = Stream(width, valuesPerAction);
        return new DuelingHead(value, Stream(width, checked(actionCount * valuesPerAction)), valuesPerAction);
    }

    // Fractions gate features through rectified units. An observed value whose only gate is closed at every fraction
    // would be lost and never learned, so the first fully connected layer mixes the values before the gates.
    private IEnumerable<int> UnitsOfHead => options.Distribution.TakesFractions
        ? options.HiddenUnits.Skip(options.Convolutions.Count > 0 ? 0 : 1).TakeLast(1)
        : options.HiddenUnits.TakeLast(options.Dueling ? 1 : 0);

    private LayerStack Stream(int width, int outputs)
    {
        List<NetworkLayer> layers = [];
        bool isFirst = UnitsOfHead.Count() == options.HiddenUnits.Count;
        width = AddHidden(layers, width, UnitsOfHead, isFirst);
        layers.Add(Dense(width, outputs, options.Noisy));
        return new LayerStack(layers);
    }

    // Layers that read an observation have no noise, like the convolutions: noise of weights and biases would drown
    // observations that differ by little.
    private int AddHidden(List<NetworkLayer> layers, int width, IEnumerable<int> hiddenUnits, bool isFirst)
    {
        bool readsObservation = isFirst && options.Convolutions.Count == 0;
        foreach (int units in hiddenUnits)
        {
            layers.Add(Dense(
                width,
                units,
                options.Noisy && !readsObservation,
                options.SpectralNorm == SpectralNormalization.Hidden && !readsObservation));
            if (options.LayerNorm)
                layers.Add(new NormalizationLayer(units));
            layers.Add(FunctionLayer.Activation(options.Activation));
            width = units;
            readsObservation = false;
        }

        return width;
    }

    private void AddConvolutions(List<NetworkLayer> layers, BoxSpace observations)
    {
        if (options.Convolutions.Count == 0)
            return;

        ConvolvedShape(observations);
        int channels = observations.Shape[0];
        for (int i = 0; i < options.Convolutions.Count; i++)
        {
            layers.Add(new ConvolutionLayer(
                channels, options.Convolutions[i], random, isSpectral: options.SpectralNorm != SpectralNormalization.None));
            channels = options.Convolutions[i].Channels;
            if (options.ConvolutionNorm == ConvolutionNormalization.Channels)
                layers.Add(new ImageNormalizationLayer(channels));
            else if (options.ConvolutionNorm == ConvolutionNormalization.Image)
                layers.Add(new ImageNormalizationLayer(ConvolvedShape(observations, i + 1)));
            layers.Add(FunctionLayer.Activation(options.Activation));
        }
    }

    private static ObservationScaling Fitting(ObservationScaling scaling, BoxSpace observations) =>
        scaling.Offset.Count == observations.Size ? scaling : throw new ArgumentException(
            $"ObservationScaling has {scaling.Offset.Count} values, but an observation has {observations.Size}.");

    private NetworkLayer Dense(int inputs, int outputs, bool isNoisy, bool isSpectral = false)
    {
        RequireNumbered((Int128)inputs * outputs, $"A layer of {inputs} × {outputs}", "weights");
        return isNoisy
            ? new NoisyDenseLayer(inputs, outputs, options.NoiseScale, random)
            : new DenseLayer(inputs, outputs, random, isSpectral);
    }

    private int[] ConvolvedShape(BoxSpace observations) => ConvolvedShape(observations, options.Convolutions.Count);

    // The shape after this many convolutions.
    private int[] ConvolvedShape(BoxSpace observations, int count)
    {
        if (observations.Shape is not [int channels, int height, int width])
        {
            throw new ArgumentException(
                "Convolutions take observations of shape (channel, height, width); " +
                $"these observations have the shape ({string.Join(", ", observations.Shape)}).");
        }

        foreach (ConvolutionShape shape in options.Convolutions.Take(count))
        {
            long padding = 2L * shape.Padding;
            if (Math.Min(height, width) + padding < shape.Kernel)
            {
                throw new ArgumentException(
                    $"{shape} has a kernel larger than its input of {height} × {width}: " +
                    $"use fewer or smaller ones. The observations have the shape ({string.Join(", ", observations.Shape)}), " +
                    "which is interpreted as (channel, height, width).");
            }

            long rows = ((height + padding - shape.Kernel) / shape.Stride) + 1;
            long columns = ((width + padding - shape.Kernel) / shape.Stride) + 1;
            RequireNumbered((Int128)channels * shape.Kernel * shape.Kernel * shape.Channels, $"{shape}", "weights");
            RequireNumbered(
                (Int128)channels * (height + padding) * (width + padding), $"{shape}", "values under it, padding included");
            RequireNumbered((Int128)shape.Channels * rows * columns, $"{shape}", "outputs");
            (channels, height, width) = (shape.Channels, (int)rows, (int)columns);
        }

        return [channels, height, width];
    }

    private static void RequireNumbered(Int128 count, string layer, string things)
    {
        if (count > Array.MaxLength)
            throw new ArgumentException($"{layer} has {count} {things}, more than can be indexed: make it smaller.");
    }

    private static int Size(int[] shape) => shape.Aggregate(1, (size, axis) => checked(size * axis));
}
