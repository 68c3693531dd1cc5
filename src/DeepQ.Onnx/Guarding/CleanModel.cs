using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Shapes;

using static DeepQ.Onnx.Format.AttributeProto.Types;

namespace DeepQ.Onnx.Guarding;

/// <summary>Rewrites a model from its known parts only.</summary>
internal static class CleanModel
{
    /// <summary>
    /// Returns the model without any field, hint or text that a runtime might read but the guard does not.
    /// </summary>
    /// <exception cref="PolicyFormatException">An attribute has two kinds, or none.</exception>
    public static ModelProto Of(ModelProto model, Dictionary<string, long> versions) => new()
    {
        IrVersion = OperatorVersions.FileFormat((int)versions.GetValueOrDefault("", OperatorVersions.Lowest)),
        // A runtime recognizes its own format by the letters ORTM in the place of this name.
        ProducerName = OnnxGraph.Producer,
        Graph = new GraphProto
        {
            Name = "policy",
            Node = { model.Graph.Node.Select(Of) },
            Initializer = { model.Graph.Initializer.Select(Of) },
            Input = { model.Graph.Input.Select(Of) },
            Output = { model.Graph.Output.Select(Of) },
        },
        OpsetImport = { versions.Select(set => new OperatorSetIdProto { Domain = set.Key, Version = set.Value }) },
        MetadataProps =
        {
            model.MetadataProps.Select(property => new StringStringEntryProto { Key = property.Key, Value = property.Value }),
        },
    };

    private static NodeProto Of(NodeProto node) => new()
    {
        Name = node.Name,
        OpType = node.OpType,
        Domain = node.Domain is "ai.onnx" ? "" : node.Domain,
        Input = { node.Input },
        Output = { node.Output },
        Attribute = { node.Attribute.Select(attribute => Of(attribute, node)) },
    };

    private static AttributeProto Of(AttributeProto attribute, NodeProto node)
    {
        AttributeProto clean = new() { Name = attribute.Name, Type = attribute.Type };
        switch (attribute.Type)
        {
            case AttributeType.Float: clean.F = attribute.F; break;
            case AttributeType.Int: clean.I = attribute.I; break;
            case AttributeType.String: clean.S = attribute.S; break;
            case AttributeType.Floats: clean.Floats.Add(attribute.Floats); break;
            case AttributeType.Ints: clean.Ints.Add(attribute.Ints); break;
            case AttributeType.Strings: clean.Strings.Add(attribute.Strings); break;
            case AttributeType.Tensor when attribute.T is not null: clean.T = Of(attribute.T); break;
            case AttributeType.Graph or AttributeType.Graphs:
                throw Refusal.Because($"has a graph inside the node '{Refusal.Short(node.OpType)}'");
            default:
                throw Refusal.Because(
                    $"has an attribute '{Refusal.Short(attribute.Name)}' of the kind {attribute.Type} in the node "
                    + $"'{Refusal.Short(node.OpType)}'");
        }

        return clean;
    }

    private static TensorProto Of(TensorProto tensor)
    {
        GuardedTensor.CheckInside(tensor);
        return new()
        {
            Name = tensor.Name,
            DataType = tensor.DataType,
            Dims = { tensor.Dims },
            RawData = tensor.RawData,
            FloatData = { tensor.FloatData },
            DoubleData = { tensor.DoubleData },
            Int32Data = { tensor.Int32Data },
            Int64Data = { tensor.Int64Data },
            Uint64Data = { tensor.Uint64Data },
            StringData = { tensor.StringData },
        };
    }

    private static ValueInfoProto Of(ValueInfoProto value)
    {
        OnnxTensorInfo info = OnnxTensorInfo.Of(value);
        TypeProto.Types.Tensor type = new() { ElemType = (int)info.ElementType };
        if (info.Dimensions is { } axes)
        {
            type.Shape = new TensorShapeProto();
            foreach (OnnxDimension axis in axes)
            {
                TensorShapeProto.Types.Dimension written = new();
                if (axis.Length is { } length)
                    written.DimValue = length;
                else if (!string.IsNullOrEmpty(axis.Name))
                    written.DimParam = axis.Name;
                type.Shape.Dim.Add(written);
            }
        }

        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = type } };
    }
}
