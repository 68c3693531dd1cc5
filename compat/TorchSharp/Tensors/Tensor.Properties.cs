namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Native.torch_ndim(this);

        public long ndim => Dimensions;

        public long NumberOfElements => Native.torch_numel(this);

        public long ElementSize => Native.torch_element_size(this);

        public ScalarType dtype => (ScalarType)Native.torch_dtype(this);

        public Device device => new(device_type, device_index);

        public DeviceType device_type => (DeviceType)Native.torch_device_type(this);

        public int device_index => Native.torch_device_index(this);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public long[] shape
        {
            get
            {
                long[] sizes = new long[Dimensions];
                Native.torch_sizes(this, sizes);
                return sizes;
            }
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)Dimensions : dim];

        public long[] stride()
        {
            long[] strides = new long[Dimensions];
            Native.torch_strides(this, strides);
            return strides;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)Dimensions : dim];

        public long storage_offset() => Native.torch_storage_offset(this);

        public bool is_contiguous() => Native.torch_is_contiguous(this);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_floating_point() =>
            dtype is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

        public bool is_integral() => !is_floating_point();

        public override string ToString() =>
            $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>Whether both have the same shape and equal elements.</summary>
        public bool Equals(Tensor target) =>
            target is not null && shape.AsSpan().SequenceEqual(target.shape) && All(eq(target));

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        private static bool All(Tensor condition)
        {
            using (condition)
            {
                using Tensor all = condition.all();
                return all.item<bool>();
            }
        }
    }
}
