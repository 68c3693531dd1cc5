using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous tensor on the CPU. It is valid as long as the tensor is.</summary>
        /// <exception cref="InvalidOperationException">The tensor is elsewhere or not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
                long length = NumberOfElements * ElementSize;
                return length == 0 ? default : new Span<byte>(CpuMemory(), checked((int)length));
            }

            set
            {
                Span<byte> memory = bytes;
                if (value.Length != memory.Length) throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(memory);
            }
        }

        /// <summary>The elements in order, whatever the strides.</summary>
        /// <exception cref="ArgumentException">The elements are not <typeparamref name="T"/>.</exception>
        public Utils.TensorAccessor<T> data<T>() where T : struct
        {
            ScalarTypes.Demand<T>(this);
            return new Utils.TensorAccessor<T>(this);
        }

        /// <summary>The value of a tensor with one element.</summary>
        public T item<T>() where T : struct
        {
            DemandOneElement();
            ScalarTypes.Demand<T>(this);
            Number number = OneElement();
            if (typeof(T) == typeof(float)) return Reinterpret<float, T>((float)number.AsDouble());
            if (typeof(T) == typeof(double)) return Reinterpret<double, T>(number.AsDouble());
            if (typeof(T) == typeof(long)) return Reinterpret<long, T>(number.Bits);
            if (typeof(T) == typeof(int)) return Reinterpret<int, T>((int)number.Bits);
            if (typeof(T) == typeof(short)) return Reinterpret<short, T>((short)number.Bits);
            if (typeof(T) == typeof(sbyte)) return Reinterpret<sbyte, T>((sbyte)number.Bits);
            if (typeof(T) == typeof(byte)) return Reinterpret<byte, T>((byte)number.Bits);
            if (typeof(T) == typeof(bool)) return Reinterpret<bool, T>(number.Bits != 0);
            return Reinterpret<Half, T>((Half)number.AsDouble());
        }

        public Scalar ToScalar()
        {
            DemandOneElement();
            return new Scalar(OneElement());
        }

        public static explicit operator float(Tensor value) => value.ToSingle();

        public static explicit operator double(Tensor value) => value.ToDouble();

        public static explicit operator byte(Tensor value) => value.ToByte();

        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        public static explicit operator short(Tensor value) => value.ToInt16();

        public static explicit operator int(Tensor value) => value.ToInt32();

        public static explicit operator long(Tensor value) => value.ToInt64();

        public static explicit operator bool(Tensor value) => value.ToBoolean();

        internal unsafe void* CpuMemory()
        {
            if (!is_cpu())
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. " +
                    "Move or copy the tensor to the cpu before reading.");
            return Native.torch_data(this);
        }

        private static T Reinterpret<TFrom, T>(TFrom value) => Unsafe.As<TFrom, T>(ref value);

        private void DemandOneElement()
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
        }

        private Number OneElement()
        {
            Native.Check(Native.torch_item(this, out Number value));
            return value;
        }
    }
}
