using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with a state of its own.</summary>
    [NativeMarshalling(typeof(GeneratorMarshaller))]
    public class Generator : IDisposable
    {
        public Generator(ulong seed = 0, Device? device = null)
            : this(Native.torch_generator(seed, (device ?? CPU).type, device?.index ?? -1), device ?? CPU)
        {
        }

        private Generator(nint handle, Device device)
        {
            Handle = handle == 0 ? throw Native.LastError() : handle;
            this.device = device;
        }

        ~Generator() => Dispose(false);

        /// <summary>LibTorch's own generator, which every draw without a generator uses.</summary>
        public static Generator Default => new(Native.torch_default_generator(), CPU);

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; }

        public Generator manual_seed(long seed)
        {
            Native.torch_generator_manual_seed(this, seed);
            return this;
        }

        /// <summary>Seeds the generator from the machine's entropy and gives that seed.</summary>
        public long seed() => Native.torch_generator_seed(this);

        public long initial_seed() => Native.torch_generator_initial_seed(this);

        public Tensor get_state() => Native.torch_generator_get_state(this);

        public void set_state(Tensor value) => Native.Check(Native.torch_generator_set_state(this, value));

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != 0) Native.torch_generator_dispose(Handle);
            Handle = 0;
        }
    }
}
