using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor of LibTorch's. Each wrapper owns one native reference; operations in place give the wrapper itself.
    /// </summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
    public partial class Tensor : IDisposable
    {
        private static long s_count;
        private static long s_peak;

        private nint _handle;

        internal Tensor(nint handle)
        {
            _handle = handle;
            long count = Interlocked.Increment(ref s_count);
            if (count > Volatile.Read(ref s_peak)) Interlocked.Exchange(ref s_peak, count);
            DisposeScopeManager.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Tensors that are alive in this process.</summary>
        public static long TotalCount => Interlocked.Read(ref s_count);

        /// <summary>The most tensors that were alive at once.</summary>
        public static long PeakCount => Interlocked.Read(ref s_peak);

        /// <exception cref="InvalidOperationException">The tensor has been disposed.</exception>
        public IntPtr Handle =>
            _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => _handle == 0;

        internal DisposeScope? Scope { get; set; }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0) return;
            Interlocked.Decrement(ref s_count);
            if (disposing) DisposeScopeManager.Forget(this);
            Native.torch_dispose(handle);
        }

        /// <summary>Gives the native reference away and leaves this wrapper invalid.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            nint handle = Handle;
            _handle = 0;
            Interlocked.Decrement(ref s_count);
            DisposeScopeManager.Forget(this);
            GC.SuppressFinalize(this);
            return handle;
        }

        /// <summary>Takes the tensor out of its scope: it is the caller's to dispose.</summary>
        public Tensor DetachFromDisposeScope()
        {
            Scope?.Detach(this);
            return this;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            Scope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (Scope is { } scope) scope.MoveToOther(other, this);
            else other.Attach(this);
            return this;
        }

        /// <summary>Another wrapper of the same native tensor.</summary>
        public Tensor alias() => Native.torch_alias(this);

        private Tensor Done(int status)
        {
            Native.Check(status);
            return this;
        }
    }
}
