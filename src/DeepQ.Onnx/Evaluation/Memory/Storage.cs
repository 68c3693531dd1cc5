using System.Runtime.InteropServices;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>The place of the elements of a value: here for a constant, otherwise in the memory of a run.</summary>
/// <param name="type">The type of the elements.</param>
/// <param name="shape">The axes of its value; values with other axes may share it.</param>
internal sealed class Storage(OnnxElementType type, GuardedShape shape)
{
    public OnnxElementType Type => type;

    /// <summary>Whether each state has separate elements.</summary>
    public bool Batched => shape.Batched;

    /// <summary>The number of elements, per state if it is batched.</summary>
    public int Count { get; } = checked((int)shape.Count);

    /// <summary>The elements of a constant as bytes; null if it is not one.</summary>
    public byte[]? Bytes { get; private set; }

    /// <summary>The elements of a constant of text.</summary>
    public string[]? Texts { get; private set; }

    public bool IsConstant => Bytes is not null || Texts is not null;

    /// <summary>The bytes that a product writes beyond the elements, per state if it is batched.</summary>
    public int Beyond { get; set; }

    /// <summary>Whether a rectifier wrote the elements, many of which are 0.</summary>
    public bool IsRectified { get; set; }

    /// <summary>
    /// The start of the elements in the memory of a run: a byte offset or, for text, the number of the array.
    /// </summary>
    public int Place { get; set; }

    /// <summary>The bytes of one element; 0 for text.</summary>
    public int ElementSize => GuardedTensor.SizeOf(type)!.Value;

    /// <summary>Returns the bytes for a run of a number of states.</summary>
    public long BytesFor(int states) => (((long)Count * ElementSize) + Beyond) * (Batched ? states : 1);

    /// <summary>Allocates the elements of a constant, which are zero or null at first.</summary>
    public void MakeConstant()
    {
        if (type == OnnxElementType.Text)
            Texts = new string[Count];
        else
            Bytes = new byte[checked(Count * ElementSize)];
    }

    /// <summary>Returns the elements of a constant other than text.</summary>
    public Span<T> Constant<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes.AsSpan());
}
