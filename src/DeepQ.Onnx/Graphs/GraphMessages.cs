using System.Numerics;
using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using Google.Protobuf;

namespace DeepQ.Onnx.Graphs;

/// <summary>Creates the messages of a graph from checked values.</summary>
internal static class GraphMessages
{
    /// <summary>Creates an input or output.</summary>
    /// <exception cref="ArgumentException">There is no type, or an axis is neither positive nor named.</exception>
    public static ValueInfoProto Value(string name, OnnxElementType type, ReadOnlySpan<OnnxDimension> dimensions)
    {
        if (type == OnnxElementType.Undefined)
            throw new ArgumentException($"'{name}' has no element type.", nameof(type));

        TensorShapeProto shape = new();
        foreach (OnnxDimension dimension in dimensions)
        {
            if (dimension.Length is { } length)
                shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = Positive(name, length) });
            else if (!string.IsNullOrEmpty(dimension.Name))
                shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = dimension.Name });
            else
                throw new ArgumentException($"Axis {shape.Dim.Count} of '{name}' has neither a length nor a name.");
        }

        TypeProto tensor = new() { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } };
        return new ValueInfoProto { Name = name, Type = tensor };
    }

    /// <summary>Creates fixed values.</summary>
    /// <exception cref="ArgumentException">
    /// An axis is not positive, or their product is not the number of values.
    /// </exception>
    public static TensorProto Tensor<T>(
        string name, OnnxElementType type, ReadOnlySpan<T> values, ReadOnlySpan<long> dimensions)
        where T : unmanaged
    {
        BigInteger size = 1;
        foreach (long length in dimensions)
            size *= Positive(name, length);
        if (size != values.Length)
        {
            string shape = string.Join(", ", dimensions.ToArray());
            throw new ArgumentException(
                $"'{name}' has {values.Length} values; the shape ({shape}) has {size}.", nameof(values));
        }

        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("ONNX stores little-endian values; this machine is big-endian.");
        return new TensorProto
        {
            Name = name,
            DataType = (int)type,
            Dims = { dimensions.ToArray() },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        };
    }

    private static long Positive(string name, long length) => length > 0
        ? length
        : throw new ArgumentException($"'{name}' has an axis of length {length}; lengths must be positive.");
}
