using DeepQ.Onnx.Format;

namespace DeepQ.Onnx.Graphs;

/// <summary>The versions of the operator set in which a node has the meaning it was written with.</summary>
/// <remarks>From the change log of the standard operators, https://onnx.ai/onnx/operators.</remarks>
internal static class OperatorVersions
{
    /// <summary>The lowest version ever written: from 7, arithmetic broadcasts as in NumPy.</summary>
    public const int Lowest = 7;

    /// <summary>The highest version that this table was checked against.</summary>
    public const int Highest = 21;

    /// <summary>
    /// Returns the first and last version of the operator set in which the node is valid and has the same meaning.
    /// </summary>
    /// <exception cref="ArgumentException">This library does not write the operator.</exception>
    public static (int First, int Last) RangeOf(NodeProto node)
    {
        int first = node.OpType switch
        {
            "Add" or "Sub" or "Mul" or "Div" or "Pow" or "Sqrt" or "Cos" or "Not" or "Equal" or "Relu" or "Sigmoid" or "Tanh"
                or "MatMul" or "Conv" or "Cast" or "Concat" or "Gather" or "Identity" or "Reshape"
                or "Transpose" => 7,
            "Flatten" or "Less" or "Where" => 9,
            "MatMulInteger" => 10,
            "DynamicQuantizeLinear" => 11,
            // Per axis from version 13.
            "DequantizeLinear" => Has(node, "axis") ? 13 : 10,
            "LayerNormalization" => 17,
            "Gemm" => Inputs(node) == 2 ? 11 : 7,
            "Clip" => HasAny(node, "min", "max") ? 7 : 11,
            "ArgMax" => Has(node, "select_last_index") ? 12 : Negative(node, "axis") ? 11 : 7,
            // Before version 13 it covers all axes from the given one, which is the same for the last axis.
            "Softmax" => !Has(node, "axis") ? 13 : Negative(node, "axis") ? 11 : 7,
            "Squeeze" or "Unsqueeze" or "ReduceSum" => Inputs(node) == 2 ? 13 : Negative(node, "axes") ? 11 : 7,
            "ReduceMean" or "ReduceMax" or "ReduceMin" => Inputs(node) == 2 ? 18 : Negative(node, "axes") ? 11 : 7,
            _ => throw new ArgumentException($"Operator '{node.OpType}' is not among those whose versions are known."),
        };
        int last = node.OpType switch
        {
            "Clip" when HasAny(node, "min", "max") => 10,
            "Squeeze" or "Unsqueeze" or "ReduceSum" when Has(node, "axes") => 12,
            "ReduceMean" or "ReduceMax" or "ReduceMin" when Has(node, "axes") => 17,
            _ => Highest,
        };
        return (first, last);
    }

    /// <summary>Returns the lowest version of the file format for a version of the operator set.</summary>
    /// <remarks>At least 4, the first version in which weights need not also be inputs of the graph.</remarks>
    public static int FileFormat(int operatorSet) => operatorSet switch
    {
        <= 9 => 4,
        10 => 5,
        11 => 6,
        <= 14 => 7,
        <= 18 => 8,
        <= 20 => 9,
        _ => 10,
    };

    private static int Inputs(NodeProto node) => node.Input.Count;

    private static bool Has(NodeProto node, string attribute) => node.Attribute.Any(a => a.Name == attribute);

    private static bool HasAny(NodeProto node, string one, string other) => Has(node, one) || Has(node, other);

    private static bool Negative(NodeProto node, string attribute) =>
        node.Attribute.Any(a => a.Name == attribute && (a.I < 0 || a.Ints.Any(axis => axis < 0)));
}
