using System.Text.RegularExpressions;

namespace DeepQ.Serving;

/// <summary>Why CUDA cannot be used, and what to do about it.</summary>
/// <param name="Reason">The middle of a sentence: what is the matter.</param>
/// <param name="Remedy">The beginning of a sentence: what to do.</param>
internal sealed partial record CudaProblem(string Reason, string Remedy)
{
    private const string Driver = "Install the driver of the GPU, and see that nvidia-smi lists it";

    private const string Package =
        "Let the application reference Microsoft.ML.OnnxRuntime.Gpu in place of Microsoft.ML.OnnxRuntime";

    /// <summary>The runtime is one for the CPU.</summary>
    public static CudaProblem NotBuiltIn { get; } = new(
        "the native ONNX Runtime in use was built without CUDA",
        $"{Package}, with the CUDA and cuDNN that it asks for");

    /// <summary>Reads the message with which ONNX Runtime refused.</summary>
    public static CudaProblem Of(string message)
    {
        if (MissingLibrary().Match(message) is { Success: true } missing)
            return Missing(missing.Groups["library"].Value);
        return FailureCode().Match(message) is { Success: true } failure
            ? Failed(failure.Groups["code"].Value, failure.Groups["text"].Value)
            : new($"CUDA could not be started: {message}", "Compare the driver, CUDA and cuDNN with what it asks for");
    }

    private static CudaProblem Missing(string library)
    {
        string place = library.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? "PATH" : "LD_LIBRARY_PATH";
        string remedy = library switch
        {
            _ when Names(library, "onnxruntime_providers") => $"{Package}; the library is a part of it",
            _ when Names(library, "cudnn") => $"Install cuDNN{Version(library)} and put its folder on {place}",
            _ when Names(library, "libcuda.so") || Names(library, "nvcuda") => Driver,
            // These three have numbers of their own.
            _ when Names(library, "cufft") || Names(library, "curand") || Names(library, "nvrtc") =>
                $"Install the CUDA Toolkit and put the folder of its libraries on {place}",
            _ => $"Install the CUDA Toolkit{Version(library)} and put the folder of its libraries on {place}",
        };
        return new($"the library {library} was not found", remedy);
    }

    private static CudaProblem Failed(string code, string text) => new(
        $"CUDA refused with error {code}, {text}",
        code switch
        {
            // cudaErrorInvalidDevice
            "101" => "Ask for a device that nvidia-smi lists",
            // cudaErrorMemoryAllocation
            "2" => "Free memory on that GPU or lower MaxBatchSize",
            // cudaErrorNoKernelImageForDevice
            "209" => "Take a GPU that this build of ONNX Runtime supports",
            _ => Driver,
        });

    private static bool Names(string library, string part) =>
        library.Contains(part, StringComparison.OrdinalIgnoreCase);

    // libcublasLt.so.12, cublasLt64_12.dll
    private static string Version(string library) =>
        LibraryVersion().Match(library) is { Success: true } match ? $" {match.Groups["version"].Value}" : "";

    [GeneratedRegex(
        """error: (?<library>\S+?): cannot open shared object file|depends on "(?<library>[^"]+)" which is missing""")]
    private static partial Regex MissingLibrary();

    [GeneratedRegex(@"CUDA failure (?<code>\d+): (?<text>[^;]+?) ;")]
    private static partial Regex FailureCode();

    [GeneratedRegex(@"(\.so\.|64_)(?<version>\d+)")]
    private static partial Regex LibraryVersion();
}
