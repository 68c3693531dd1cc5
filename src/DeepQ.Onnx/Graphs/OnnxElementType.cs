namespace DeepQ.Onnx.Graphs;

/// <summary>The type of a tensor's elements, numbered as in the ONNX specification.</summary>
public enum OnnxElementType
{
    /// <summary>Unspecified, or not a tensor: a sequence, a map.</summary>
    Undefined = 0,

    /// <summary>32-bit floating point.</summary>
    Float32 = 1,

    /// <summary>8-bit unsigned integers.</summary>
    UInt8 = 2,

    /// <summary>8-bit signed integers.</summary>
    Int8 = 3,

    /// <summary>16-bit unsigned integers.</summary>
    UInt16 = 4,

    /// <summary>16-bit signed integers.</summary>
    Int16 = 5,

    /// <summary>32-bit signed integers.</summary>
    Int32 = 6,

    /// <summary>64-bit signed integers.</summary>
    Int64 = 7,

    /// <summary>UTF-8 text.</summary>
    Text = 8,

    /// <summary>Booleans, one byte each.</summary>
    Boolean = 9,

    /// <summary>16-bit floating point.</summary>
    Float16 = 10,

    /// <summary>64-bit floating point.</summary>
    Float64 = 11,

    /// <summary>32-bit unsigned integers.</summary>
    UInt32 = 12,

    /// <summary>64-bit unsigned integers.</summary>
    UInt64 = 13,
}
