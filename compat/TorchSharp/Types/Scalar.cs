using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

/// <summary>A number as an argument of a tensor operation.</summary>
[NativeMarshalling(typeof(ScalarMarshaller))]
public sealed class Scalar : IDisposable
{
    internal Scalar(Number value) => Value = value;

    private Scalar(long value) : this(new Number(value, NumberKind.Integer))
    {
    }

    private Scalar(double value) : this(new Number(BitConverter.DoubleToInt64Bits(value), NumberKind.Real))
    {
    }

    internal Number Value { get; }

    /// <summary>Int64, Float64 or Bool: a scalar keeps the kind of a number, not its width.</summary>
    public torch.ScalarType Type => Value.Kind switch
    {
        NumberKind.Integer => torch.ScalarType.Int64,
        NumberKind.Boolean => torch.ScalarType.Bool,
        _ => torch.ScalarType.Float64,
    };

    public static implicit operator Scalar(byte value) => new((long)value);

    public static implicit operator Scalar(sbyte value) => new((long)value);

    public static implicit operator Scalar(short value) => new((long)value);

    public static implicit operator Scalar(int value) => new((long)value);

    public static implicit operator Scalar(long value) => new(value);

    public static implicit operator Scalar(float value) => new((double)value);

    public static implicit operator Scalar(double value) => new(value);

    public static implicit operator Scalar(bool value) => new(new Number(value ? 1 : 0, NumberKind.Boolean));

    /// <summary>Does nothing: this scalar holds no native memory.</summary>
    public void Dispose()
    {
    }
}
