namespace DeepQ.Contract.Tests.Onnx;

/// <summary>The element types of ONNX tensors, by the numbers of the format.</summary>
internal enum OnnxElement
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    Text = 8,
    Boolean = 9,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
}
