using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>Writes layers into a graph, one after the other, and keeps account of the shape of a row.</summary>
internal sealed partial class LayerWriter(OnnxGraph graph)
{
    /// <summary>
    /// The value with the distributions that the last layer took the means of, [batch, actions, size] or, where the
    /// fractions come first, [batch, size, actions].
    /// </summary>
    public (string Value, int Size, bool FractionsFirst)? Distribution { get; private set; }

    /// <summary>Writes layers; gives the shape of a row of their result, without the batch axis.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="input">The value that the first layer reads.</param>
    /// <param name="shape">The shape of a row of it.</param>
    /// <param name="prefix">What the names of weights and values start with.</param>
    /// <param name="output">The name of the last layer's result.</param>
    public int[] Write(IReadOnlyList<PolicyLayer> layers, string input, int[] shape, string prefix, string output)
    {
        if (layers.Count == 0)
            throw new ArgumentException($"There is no {prefix}: at least one is needed.", nameof(layers));

        for (int i = 0; i < layers.Count; i++)
        {
            string name = $"{prefix}{i}";
            string result = i == layers.Count - 1 ? output : $"{name}.output";
            shape = Write(layers[i], input, shape, name, result);
            input = result;
        }

        return shape;
    }

    /// <summary>A shape in words: "4 values", "(3, 84, 84) values".</summary>
    public static string Describe(int[] shape) =>
        shape is [int count] ? $"{count} values" : $"({string.Join(", ", shape)}) values";

    private int[] Write(PolicyLayer layer, string input, int[] shape, string name, string output) => layer switch
    {
        LinearLayer linear => WriteLinear(linear, input, shape, name, output),
        ActivationLayer { Activation: PolicyActivation.ReLU } => WriteUnary("Relu", input, shape, output),
        ActivationLayer { Activation: PolicyActivation.Tanh } => WriteUnary("Tanh", input, shape, output),
        ActivationLayer { Activation: PolicyActivation.SiLU } => WriteSiLU(input, shape, name, output),
        LayerNormLayer norm => WriteLayerNorm(norm, input, shape, name, output),
        DuelingLayer dueling => WriteDueling(dueling, input, shape, name, output),
        CategoricalLayer categorical => WriteCategorical(categorical, input, shape, name, output),
        QuantileLayer quantiles => WriteQuantiles(quantiles, input, shape, name, output),
        QuantileMeanLayer mean => WriteQuantileMean(mean, input, shape, name, output),
        SupportLayer support => WriteSupport(support, input, shape, name, output),
        ScalingLayer scaling => WriteScaling(scaling, input, shape, name, output),
        FlattenLayer => WriteFlatten(input, shape, output),
        Conv2dLayer convolution => WriteConvolution(convolution, input, shape, name, output),
        null => throw new ArgumentException($"{name} is null."),
        _ => throw new ArgumentException($"{name} is {layer}, which has no form in ONNX."),
    };

    private int[] WriteLinear(LinearLayer layer, string input, int[] shape, string name, string output)
    {
        int inputs = Row(shape, name);
        int outputs = layer.Bias.Length;
        Require(outputs > 0 && layer.Weight.Length == (long)inputs * outputs,
            name, $"is linear with {layer.Weight.Length} weights and {outputs} biases; it is given {inputs} values");
        graph.AddInitializer($"{name}.weight", layer.Weight.Span, outputs, inputs);
        graph.AddInitializer($"{name}.bias", layer.Bias.Span, outputs);
        graph.AddNode("Gemm", [input, $"{name}.weight", $"{name}.bias"], [output], OnnxAttribute.Int("transB", 1));
        return [outputs];
    }

    private int[] WriteUnary(string operatorType, string input, int[] shape, string output)
    {
        graph.AddNode(operatorType, [input], [output]);
        return shape;
    }

    private int[] WriteSiLU(string input, int[] shape, string name, string output)
    {
        graph.AddNode("Sigmoid", [input], [$"{name}.sigmoid"]);
        graph.AddNode("Mul", [input, $"{name}.sigmoid"], [output]);
        return shape;
    }

    // In the primitive form, which is valid from operator set 7 on and which ONNX Runtime fuses into one kernel.
    private int[] WriteLayerNorm(LayerNormLayer layer, string input, int[] shape, string name, string output)
    {
        int size = Row(shape, name);
        Require(layer.Scale.Length == size && layer.Bias.Length == size,
            name, $"has {layer.Scale.Length} scales and {layer.Bias.Length} biases; it is given {size} values");
        Require(layer.Epsilon > 0, name, $"has the epsilon {layer.Epsilon}, which must be above zero");
        graph.AddInitializer($"{name}.scale", layer.Scale.Span, size);
        graph.AddInitializer($"{name}.bias", layer.Bias.Span, size);
        graph.AddInitializer($"{name}.epsilon", [layer.Epsilon]);
        graph.AddInitializer($"{name}.two", [2f]);
        AddMean(input, $"{name}.mean");
        graph.AddNode("Sub", [input, $"{name}.mean"], [$"{name}.centred"]);
        graph.AddNode("Pow", [$"{name}.centred", $"{name}.two"], [$"{name}.squares"]);
        AddMean($"{name}.squares", $"{name}.variance");
        graph.AddNode("Add", [$"{name}.variance", $"{name}.epsilon"], [$"{name}.raised"]);
        graph.AddNode("Sqrt", [$"{name}.raised"], [$"{name}.deviation"]);
        graph.AddNode("Div", [$"{name}.centred", $"{name}.deviation"], [$"{name}.normal"]);
        graph.AddNode("Mul", [$"{name}.normal", $"{name}.scale"], [$"{name}.scaled"]);
        graph.AddNode("Add", [$"{name}.scaled", $"{name}.bias"], [output]);
        return shape;
    }

    private int[] WriteScaling(ScalingLayer layer, string input, int[] shape, string name, string output)
    {
        AddPerValue($"{name}.offset", layer.Offset.Span, shape);
        AddPerValue($"{name}.factor", layer.Factor.Span, shape);
        graph.AddNode("Sub", [input, $"{name}.offset"], [$"{name}.shifted"]);
        graph.AddNode("Mul", [$"{name}.shifted", $"{name}.factor"], [output]);
        return shape;
    }

    private int[] WriteFlatten(string input, int[] shape, string output)
    {
        graph.AddNode("Flatten", [input], [output], OnnxAttribute.Int("axis", 1));
        return [shape.Aggregate(1, (size, length) => checked(size * length))];
    }

    private int[] WriteConvolution(Conv2dLayer layer, string input, int[] shape, string name, string output)
    {
        Require(shape.Length == 3, name, $"convolves (channels, height, width), not {Describe(shape)}");
        (int kernel, int stride, int padding) = (layer.Kernel, layer.Stride, layer.Padding);
        Require(kernel > 0 && stride > 0 && padding >= 0,
            name, $"has kernel {kernel}, stride {stride} and padding {padding}; the first two must be positive");
        int channels = layer.Bias.Length;
        long weights = (long)channels * shape[0] * kernel * kernel;
        Require(channels > 0 && layer.Weight.Length == weights,
            name, $"has {layer.Weight.Length} weights; {channels} kernels over {shape[0]} channels have {weights}");
        int[] result = [channels, .. shape.Skip(1).Select(length => ((length + 2 * padding - kernel) / stride) + 1)];
        Require(shape.Skip(1).All(length => length + 2 * padding >= kernel),
            name, $"has a kernel of {kernel} pixels, larger than its input {Describe(shape)}");
        graph.AddInitializer($"{name}.weight", layer.Weight.Span, channels, shape[0], kernel, kernel);
        graph.AddInitializer($"{name}.bias", layer.Bias.Span, channels);
        graph.AddNode("Conv", [input, $"{name}.weight", $"{name}.bias"], [output],
            OnnxAttribute.Ints("kernel_shape", kernel, kernel),
            OnnxAttribute.Ints("strides", stride, stride),
            OnnxAttribute.Ints("pads", padding, padding, padding, padding));
        return result;
    }

    private void AddMean(string input, string output) => AddReduction("ReduceMean", input, output);

    // Over the values of a row, which become one.
    private void AddReduction(string type, string input, string output) =>
        graph.AddNode(type, [input], [output], OnnxAttribute.Ints("axes", 1), OnnxAttribute.Int("keepdims", 1));

    private void AddPerValue(string name, ReadOnlySpan<float> values, int[] shape)
    {
        if (values.Length == 1)
            graph.AddInitializer(name, values);
        else
            graph.AddInitializer(name, values, [.. shape.Select(length => (long)length)]);
    }

    private static int Row(int[] shape, string name)
    {
        Require(shape.Length == 1, name, $"takes a row of values, not {Describe(shape)}; put a FlattenLayer before it");
        return shape[0];
    }

    private static void Require(bool condition, string name, string problem)
    {
        if (!condition)
            throw new ArgumentException($"{name} {problem}.");
    }
}
