namespace TorchSharp;

public static partial class torch
{
    /// <summary>One step of a subscript: a position, a range, a mask, <c>None</c> or <c>...</c>.</summary>
    public struct TensorIndex
    {
        public static TensorIndex None = new() { _kind = IndexKind.None };
        public static TensorIndex Null = None;
        public static TensorIndex Ellipsis = new() { _kind = IndexKind.Ellipsis };
        public static TensorIndex Colon = Slice();

        private IndexKind _kind;
        private long _start;
        private long _stop;
        private long _step;
        private Tensor? _tensor;

        public static TensorIndex Bool(bool value) => new() { _kind = IndexKind.Boolean, _start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) =>
            index is { } position ? new() { _kind = IndexKind.Integer, _start = position } : Null;

        public static TensorIndex Tensor(Tensor tensor) => new() { _kind = IndexKind.Tensor, _tensor = tensor };

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new()
        {
            _kind = IndexKind.Slice,
            _start = start ?? NativeIndex.Absent,
            _stop = stop ?? NativeIndex.Absent,
            _step = step ?? NativeIndex.Absent,
        };

        public static TensorIndex Slice((int? start, int? stop) range) => Slice(range.start, range.stop);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex((int? start, int? stop) range) => Slice(range);

        internal readonly NativeIndex ToNative() =>
            new(_kind, _start, _stop, _step, _tensor is null ? 0 : _tensor.Handle);
    }
}
