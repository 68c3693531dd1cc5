using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Compression;

/// <summary>Makes the weights of a policy smaller; what it costs has to be measured.</summary>
public static class OnnxCompression
{
    /// <summary>
    /// Computes the fully connected layers in whole numbers: the weights of each output have a scale of their own and 7
    /// bits, the inputs are put into 8 bits when the model runs.
    /// </summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <returns>The bytes of the smaller model, of operator set 11 or later.</returns>
    /// <remarks>
    /// 7 bits and not 8, so that no processor's sum of two products overflows 16 bits: the numbers are the same on all.
    /// Convolutions, biases and all else stay as they are.
    /// </remarks>
    /// <exception cref="PolicyFormatException">The bytes are no ONNX model.</exception>
    /// <exception cref="ArgumentException">
    /// There is no fully connected layer, or a node means something else in operator set 11.
    /// </exception>
    public static byte[] ToInt8(ReadOnlySpan<byte> model)
    {
        ModelProto proto = OnnxModel.Parse(model);
        OperatorSets.Raise(proto, 11);
        if (!new Int8Rewriter(proto.Graph).Rewrite())
            throw new ArgumentException("The model has no fully connected layer that could be put into 8 bits.", nameof(model));
        return Finish(proto, "int8");
    }

    /// <summary>
    /// Keeps the weights of fully connected layers and convolutions in 8 bits, with a scale for each output; what is computed with them
    /// stays in 32.
    /// </summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <returns>The bytes of the smaller model, of operator set 13 or later.</returns>
    /// <remarks>A runtime makes the weights once, when it loads the file, so that it is as fast as before. Biases stay as they are.</remarks>
    /// <exception cref="PolicyFormatException">The bytes are no ONNX model.</exception>
    /// <exception cref="ArgumentException">
    /// There are no weights that would become smaller, or a node means something else in operator set 13.
    /// </exception>
    public static byte[] ToInt8Weights(ReadOnlySpan<byte> model)
    {
        ModelProto proto = OnnxModel.Parse(model);
        if (!ByteWeights.Rewrite(proto.Graph))
            throw new ArgumentException("The model has no weights that 8 bits would make smaller.", nameof(model));
        OperatorSets.Raise(proto, 13);
        return Finish(proto, "int8-weights");
    }

    /// <summary>
    /// Keeps weights in 8 bits, as <see cref="ToInt8Weights"/> does, and chooses them so that the policy acts the same in given states.
    /// </summary>
    /// <param name="model">The bytes of the .onnx file of a policy that takes states.</param>
    /// <param name="states">
    /// States that the policy meets, row-major; best some thousands from many episodes. Of more than 8,000 some are left out.
    /// </param>
    /// <param name="cancellationToken">Ends the fit; a layer of hundreds of units takes minutes.</param>
    /// <returns>The bytes of the smaller model, of operator set 13 or later.</returns>
    /// <remarks>
    /// The error of each weight is made up for by the other weights of its output, and the error of an output by the other outputs, so that
    /// Q-values differ from each other as before. States in which two actions are nearly as good count most. Small layers, with a twentieth of
    /// all weights together, stay in 32 bits, and so do biases; both are fitted. Convolutions are rounded to the nearest.
    /// </remarks>
    /// <exception cref="PolicyFormatException">The bytes are no ONNX model.</exception>
    /// <exception cref="ArgumentException">
    /// The model takes no states, has no Q-values of two actions, or no weights that would become smaller; or there are no states, not
    /// whole ones, or some that overflow it.
    /// </exception>
    /// <exception cref="OperationCanceledException">The fit was canceled.</exception>
    public static byte[] FitInt8Weights(ReadOnlySpan<byte> model, ReadOnlySpan<float> states, CancellationToken cancellationToken = default)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(model);
        int size = SizeOf(info), actions = ActionsOf(info);
        if (states.IsEmpty || states.Length % size != 0)
            throw new ArgumentException($"There are {states.Length} values; a state has {size}.", nameof(states));
        if (states.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) is >= 0 and var at)
            throw new ArgumentException($"State {at / size} has the value {states[at]}; all must be finite.", nameof(states));
        ModelProto proto = OnnxModel.Parse(model);
        Dictionary<string, WholeWeights> whole = new WeightFit(proto, new(states.ToArray(), size), actions).Run(cancellationToken);
        if (!ByteWeights.Rewrite(proto.Graph, weight => whole.GetValueOrDefault(weight.Name)))
            throw new ArgumentException("The model has no weights that 8 bits would make smaller.", nameof(model));
        OperatorSets.Raise(proto, 13);
        return Finish(proto, "int8-fitted");
    }

    /// <summary>Keeps matrices and kernels in 16 bits; what is computed with them stays in 32.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <returns>The bytes of the smaller model.</returns>
    /// <remarks>
    /// Biases, offsets and factors stay as they are, and so does a matrix beyond ±65504 or of hardly more than 0, as the last
    /// one is where returns are that large or small.
    /// </remarks>
    /// <exception cref="PolicyFormatException">The bytes are no ONNX model.</exception>
    /// <exception cref="ArgumentException">There are no matrices or kernels that 16 bits hold.</exception>
    public static byte[] ToFloat16(ReadOnlySpan<byte> model)
    {
        ModelProto proto = OnnxModel.Parse(model);
        if (!HalfWeights.Rewrite(proto.Graph))
            throw new ArgumentException("The model has no weights that could be put into 16 bits.", nameof(model));
        return Finish(proto, "float16");
    }

    private static int SizeOf(OnnxModelInfo info) =>
        info.Inputs.Where(input => input.Name != PolicyGraph.MaskName).ToArray() is
            [{ ElementType: OnnxElementType.Float32 or OnnxElementType.UInt8, Dimensions: { Count: > 1 } axes }]
        && axes.Skip(1).All(axis => axis.Length is > 0)
            ? axes.Skip(1).Aggregate(1, (size, axis) => checked(size * (int)axis.Length!.Value))
            : throw new ArgumentException($"The model takes {string.Join("; ", info.Inputs)}; a fit needs one input of states.");

    private static int ActionsOf(OnnxModelInfo info) =>
        info.Outputs.FirstOrDefault(output => output.Name == PolicyGraph.QValuesName)?.Dimensions is [_, { Length: > 1 and var actions }]
            ? (int)actions
            : throw new ArgumentException($"The model gives {string.Join("; ", info.Outputs)}; a fit needs {PolicyGraph.QValuesName} of two actions or more.");

    private static byte[] Finish(ModelProto model, string precision)
    {
        model.MetadataProps.Add(new StringStringEntryProto { Key = PolicyProperties.Precision, Value = precision });
        return ContentHash.Restamp(model);
    }
}
