using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>
/// Adds CUDA to a session. Older native runtimes have it built in; newer ones, including 1.29, load it from a library
/// that has to be registered first.
/// </summary>
internal static class CudaProvider
{
    public const string Name = "CUDAExecutionProvider";

    // The name of the library in its first releases.
    private const string FirstName = "CudaPluginExecutionProvider";

    private static readonly Lock Registering = new();

    // The native runtime has one list for the whole process; this mirrors it.
    private static bool _isRegistered;

    /// <exception cref="CudaException">CUDA or the device is not available.</exception>
    /// <exception cref="OnnxRuntimeException">CUDA is available but cannot be started.</exception>
    public static void AddTo(SessionOptions settings, int device)
    {
        OrtEnv runtime = OrtEnv.Instance();
        string id = device.ToString(CultureInfo.InvariantCulture);
        // Asked first, because a runtime without CUDA may lack the functions for the other checks.
        if (runtime.GetAvailableProviders().Contains(Name))
        {
            using OrtCUDAProviderOptions options = new();
            options.UpdateOptions(new() { ["device_id"] = id });
            settings.AppendExecutionProvider_CUDA(options);
            return;
        }

        OrtEpDevice[] devices = Devices(runtime);
        OrtEpDevice chosen = Array.Find(devices, entry => entry.EpMetadata.Entries.Contains(new("cuda_device_id", id)))
            ?? throw new CudaException(CudaProblem.NoSuchDevice(devices.Length));
        settings.AppendExecutionProvider(runtime, [chosen], new Dictionary<string, string>());
    }

    private static OrtEpDevice[] Devices(OrtEnv runtime)
    {
        lock (Registering)
        {
            // The application may already have registered it.
            OrtEpDevice[] devices = Listed(runtime);
            if (devices.Length > 0 || _isRegistered)
                return devices;

            string library = Libraries().FirstOrDefault(File.Exists) ?? throw new CudaException(CudaProblem.NotThere);
            runtime.RegisterExecutionProviderLibrary(Name, library);
            _isRegistered = true;
            return Listed(runtime);
        }
    }

    private static OrtEpDevice[] Listed(OrtEnv runtime) =>
        [.. runtime.GetEpDevices().Where(device => device.EpName is Name or FirstName)];

    private static IEnumerable<string> Libraries()
    {
        string known = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string[] folders =
            [.. known.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), AppContext.BaseDirectory];
        string[] names = OperatingSystem.IsWindows()
            ? ["onnxruntime_providers_cuda.dll", "onnxruntime_providers_cuda_plugin.dll"]
            : ["libonnxruntime_providers_cuda.so", "libonnxruntime_providers_cuda_plugin.so"];
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name)));
    }
}
