using System.Globalization;
using static TorchSharp.torch;

namespace DeepQ.Learning.Training;

/// <summary>Finds the configured device.</summary>
internal static class TorchDevice
{
    /// <exception cref="InvalidOperationException">The device is not available, and no fallback was allowed.</exception>
    public static Device Resolve(DqnOptions options, ITrainingObserver observer)
    {
        string name = options.Device;
        if (name.Equals("cpu", StringComparison.OrdinalIgnoreCase))
            return CPU;
        if (!name.StartsWith("cuda", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("mps", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"Device is '{name}'; it must be cpu, cuda, cuda:0 or another number, or mps.");
        if (name.StartsWith("mps", StringComparison.OrdinalIgnoreCase))
            return device(name);

        int count = cuda.is_available() ? cuda.device_count() : 0;
        int index = name.Split(':') is [_, string number] ? int.Parse(number, CultureInfo.InvariantCulture) : 0;
        if (index < count)
            return device(name);

        string missing = $"Device is {name}, but torch sees {(count == 0 ? "no CUDA device" : $"only {count} CUDA devices")} here";
        if (!options.AllowCpuFallback)
        {
            throw new InvalidOperationException(
                $"{missing}. Use a native package for CUDA (TorchSharp-cuda-linux or TorchSharp-cuda-windows) and a driver that " +
                "matches it, set Device to cpu, or set AllowCpuFallback.");
        }

        observer.OnWarning($"{missing}; training uses the CPU instead.");
        return CPU;
    }
}
