using DeepQ.Onnx.Format;

namespace DeepQ.Onnx.Graphs;

/// <summary>Changes the operator set version of a model.</summary>
internal static class OperatorSets
{
    /// <summary>Raises the version if it is lower.</summary>
    /// <exception cref="PolicyFormatException">The model does not declare its version.</exception>
    /// <exception cref="ArgumentException">A node has another meaning in that version.</exception>
    public static void Raise(ModelProto model, int version)
    {
        OperatorSetIdProto set = model.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0)
            ?? throw new PolicyFormatException("The ONNX model does not declare its operator set version.");
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
