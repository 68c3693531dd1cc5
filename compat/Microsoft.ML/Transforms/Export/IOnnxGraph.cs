using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>
/// An ONNX graph being written. The tensor of a scalar column is [N, 1], that of a vector column [N, dimensions…].
/// </summary>
internal interface IOnnxGraph
{
    /// <summary>The tensor that holds a column at this point.</summary>
    /// <exception cref="NotSupportedException">The column has a type that ONNX has not.</exception>
    string TensorOf(string column);

    /// <summary>Makes a tensor the one that holds a column from here on.</summary>
    void Publish(string column, string tensor);

    /// <summary>Adds a node with one output, whose name is returned.</summary>
    string Add(string operation, string[] inputs, params (string Name, object Value)[] attributes);

    /// <summary>Adds a tensor of constant values.</summary>
    string Constant<T>(T[] values, params int[] dimensions);

    /// <summary>Adds a conversion to the element type of a column's items.</summary>
    string Cast(string tensor, DataViewType itemType);
}
