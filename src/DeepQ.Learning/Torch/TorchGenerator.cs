using static TorchSharp.torch;

namespace DeepQ.Learning.Torch;

/// <summary>
/// Locks torch's global generator, which belongs to the process, and restores its state when disposed, on the same
/// thread. Other callers wait.
/// </summary>
/// <remarks>The state of a GPU's generator cannot be read: it is seeded and not restored.</remarks>
internal sealed class TorchGenerator : IDisposable
{
    private static readonly Lock InUse = new();
    private readonly Tensor _before;

    /// <summary>Locks the generator for draws whose values do not matter.</summary>
    public TorchGenerator()
    {
        TorchLibrary.EnsureLoaded();
        InUse.Enter();
        _before = TorchSharp.torch.random.get_rng_state().DetachFromDisposeScope();
    }

    /// <summary>Locks and seeds the generator.</summary>
    /// <param name="random">The source of the seed.</param>
    /// <param name="device">The device that draws.</param>
    public TorchGenerator(Xoshiro256 random, Device device)
        : this()
    {
        long seed = random.NextInt64();
        using Generator own = Generator.Default.manual_seed(seed);
        if (device.type == DeviceType.CUDA)
            cuda.manual_seed_all(seed);
    }

    public void Dispose()
    {
        TorchSharp.torch.random.set_rng_state(_before);
        _before.Dispose();
        InUse.Exit();
    }
}
