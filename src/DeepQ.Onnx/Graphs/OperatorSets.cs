using DeepQ.Onnx.Format;

namespace DeepQ.Onnx.Graphs;

/// <summary>Changes the version of the operators that a model uses.</summary>
internal static class OperatorSets
{
    /// <summary>Raises it where it is lower.</summary>
    /// <exception cref="PolicyFormatException">The model does not say which version it uses.</exception>
    /// <exception cref="ArgumentException">A node means something else then.</exception>
    public static void Raise(ModelProto model, int version)
    {
        OperatorSetIdProto set = model.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0)
            ?? throw new PolicyFormatException("The ONNX model does not say which version of the operators it uses.");
        foreach (NodeProto node in model.Graph.Node)
        {
            (_, int last) = OperatorVersions.RangeOf(node);
            if (last < version)
                throw new ArgumentException($"Node '{node.OpType}' is not valid in operator set {version}.", nameof(model));
        }

        set.Version = Math.Max(set.Version, version);
        model.IrVersion = Math.Max(model.IrVersion, OperatorVersions.FileFormat((int)set.Version));
    }
}
