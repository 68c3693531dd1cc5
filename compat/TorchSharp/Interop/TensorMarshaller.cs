using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

/// <summary>Passes a tensor's handle, keeps the tensor alive meanwhile, and wraps the handle that comes back.</summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Out))]
internal static class TensorMarshaller
{
    internal ref struct In
    {
        private torch.Tensor _tensor;

        public void FromManaged(torch.Tensor tensor) => _tensor = tensor;

        public readonly nint ToUnmanaged() => _tensor.Handle;

        public readonly void OnInvoked() => GC.KeepAlive(_tensor);

        public readonly void Free()
        {
        }
    }

    internal static class Out
    {
        public static torch.Tensor ConvertToManaged(nint handle) =>
            handle == 0 ? throw Native.LastError() : new torch.Tensor(handle);
    }
}
