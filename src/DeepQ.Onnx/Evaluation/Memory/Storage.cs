using System.Runtime.InteropServices;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>Where the elements of a value are: those of a constant here, the others in the memory of a run.</summary>
/// <param name="type">The type of the elements.</param>
/// <param name="shape">The axes of the value that it was made for; others with other axes may lie in it too.</param>
internal sealed class Storage(OnnxElementType type, GuardedShape shape)
{
    public OnnxElementType Type => type;

    /// <summary>Whether each state has elements of its own.</summary>
    public bool Batched => shape.Batched;

    /// <summary>The number of elements, of each state where it is batched.</summary>
    public int Count { get; } = checked((int)shape.Count);

    /// <summary>The elements of a constant as bytes; null where they are another's.</summary>
    public byte[]? Bytes { get; private set; }

    /// <summary>The elements of a constant of text.</summary>
    public string[]? Texts { get; private set; }

    public bool IsConstant => Bytes is not null || Texts is not null;

    /// <summary>Bytes that a product writes beyond the elements, for each state where it is batched.</summary>
    public int Beyond { get; set; }

    /// <summary>Where the elements begin in the memory of a run: a byte, or of texts the number of their array.</summary>
    public int Place { get; set; }

    /// <summary>The bytes of one element; 0 of text.</summary>
    public int ElementSize => GuardedTensor.SizeOf(type)!.Value;

    /// <summary>The bytes that it takes in a run of so many states.</summary>
    public long BytesFor(int states) => (((long)Count * ElementSize) + Beyond) * (Batched ? states : 1);

    /// <summary>Gives a constant room for its elements, which are zero or null at first.</summary>
    public void MakeConstant()
    {
        if (type == OnnxElementType.Text)
            Texts = new string[Count];
        else
            Bytes = new byte[checked(Count * ElementSize)];
    }

    /// <summary>The elements of a constant that are no text.</summary>
    public Span<T> Constant<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes.AsSpan());
}
