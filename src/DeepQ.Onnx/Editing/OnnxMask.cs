using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Policies;
using Google.Protobuf;

namespace DeepQ.Onnx.Editing;

/// <summary>Takes the mask of a model out of what a caller has to give.</summary>
public static class OnnxMask
{
    /// <summary>
    /// Makes the input <see cref="PolicyGraph.MaskName"/> a constant by which each action is legal, for a caller who chooses
    /// among the Q-values on their own.
    /// </summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="actions">The number of actions.</param>
    /// <returns>The bytes of the model without that input.</returns>
    /// <exception cref="ArgumentException">The graph has no such input.</exception>
    /// <exception cref="PolicyFormatException">The bytes are no ONNX model.</exception>
    public static byte[] AllLegal(ReadOnlySpan<byte> model, int actions)
    {
        ModelProto proto = OnnxModel.Parse(model);
        ValueInfoProto mask = proto.Graph.Input.FirstOrDefault(input => input.Name == PolicyGraph.MaskName)
            ?? throw new ArgumentException($"The graph has no input '{PolicyGraph.MaskName}'.", nameof(model));
        proto.Graph.Input.Remove(mask);
        byte[] all = new byte[actions];
        all.AsSpan().Fill(1);
        proto.Graph.Initializer.Add(new TensorProto
        {
            Name = PolicyGraph.MaskName,
            DataType = (int)OnnxElementType.Boolean,
            Dims = { 1, actions },
            RawData = ByteString.CopyFrom(all),
        });
        return ContentHash.Restamp(proto);
    }
}
