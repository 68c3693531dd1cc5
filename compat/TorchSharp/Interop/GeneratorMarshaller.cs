using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

/// <summary>Passes a generator's handle; null stands for LibTorch's default generator.</summary>
[CustomMarshaller(typeof(torch.Generator), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
internal static class GeneratorMarshaller
{
    internal ref struct In
    {
        private torch.Generator? _generator;

        public void FromManaged(torch.Generator? generator) => _generator = generator;

        public readonly nint ToUnmanaged() => _generator?.Handle ?? 0;

        public readonly void OnInvoked() => GC.KeepAlive(_generator);

        public readonly void Free()
        {
        }
    }
}
