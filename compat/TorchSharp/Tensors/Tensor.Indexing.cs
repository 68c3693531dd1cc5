using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Subscript(indices));
            set => index_put_(value, Subscript(indices));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, TensorIndex.Single(i1));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2));
        }

        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor index(params Tensor[] indices) => index(Subscript(indices));

        public Tensor index(params TensorIndex[] indices)
        {
            Tensor result = Native.torch_index(this, Steps(indices), indices.Length);
            GC.KeepAlive(indices);
            return result;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Subscript(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Done(Native.torch_index_put_(this, Steps(indices), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            Done(Native.torch_index_put_number_(this, Steps(indices), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        private static TensorIndex[] Subscript(long[] indices) =>
            Array.ConvertAll(indices, index => TensorIndex.Single(index));

        private static TensorIndex[] Subscript(Tensor[] indices) => Array.ConvertAll(indices, TensorIndex.Tensor);

        private static NativeIndex[] Steps(TensorIndex[] indices) =>
            Array.ConvertAll(indices, index => index.ToNative());
    }
}
