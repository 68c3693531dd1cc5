using System.Text.RegularExpressions;

namespace DeepQ.Serving.Runtime;

/// <summary>The reason why CUDA cannot be used, and what to do about it.</summary>
/// <param name="Reason">The middle of a sentence: the problem.</param>
/// <param name="Remedy">The beginning of a sentence: what to do.</param>
internal sealed partial record CudaProblem(string Reason, string Remedy)
{
    private const string Driver = "Install the GPU driver, and check that nvidia-smi lists the GPU";
    private const string Package =
        "Reference Microsoft.ML.OnnxRuntime.Gpu in the application instead of Microsoft.ML.OnnxRuntime";

    /// <summary>The native runtime supports only the CPU.</summary>
    public static CudaProblem NotThere { get; } = new(
        "the native ONNX Runtime in use has no CUDA", $"{Package}, with the CUDA and cuDNN versions that it requires");

    /// <summary>CUDA has other devices.</summary>
    /// <param name="count">The number of devices.</param>
    public static CudaProblem NoSuchDevice(int count) => count switch
    {
        0 => new("CUDA sees no GPU", Driver),
        1 => new("CUDA sees only GPU 0", "Use GPU 0"),
        _ => new($"CUDA sees only the GPUs 0 to {count - 1}", "Use one of them"),
    };

    /// <summary>Interprets the message with which ONNX Runtime refused CUDA.</summary>
    public static CudaProblem Of(string message)
    {
        if (MissingLibrary().Match(message) is { Success: true } missing)
            return Missing(missing.Groups["library"].Value);
        if (OtherVersion().Match(message) is { Success: true } other)
        {
            string library = other.Groups["library"].Value;
            return new($"the library {library} has another version than CUDA was built for", Installing(library));
        }

        return FailureCode().Match(message) is { Success: true } failure
            ? Failed(failure.Groups["code"].Value, failure.Groups["text"].Value)
            : new($"CUDA could not be started: {message}", "Compare the versions of the driver, CUDA and cuDNN with the required ones");
    }

    private static CudaProblem Missing(string library) => new($"the library {library} was not found", Installing(library));

    private static string Installing(string library)
    {
        string place = library.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? "PATH" : "LD_LIBRARY_PATH";
        return library switch
        {
            _ when Names("onnxruntime_providers") => $"{Package}, which contains the library",
            _ when Names("cudnn") => $"Install cuDNN{Release()} and put its folder on {place}",
            _ when Names("libcuda.so") || Names("nvcuda") => Driver,
            // Their version numbers differ from CUDA's.
            _ when Names("cufft") || Names("curand") => $"Install the CUDA Toolkit and put its libraries on {place}",
            _ => $"Install the CUDA Toolkit{Release()} and put its libraries on {place}",
        };

        bool Names(string part) => library.Contains(part, StringComparison.OrdinalIgnoreCase);

        string Release() => Number().Match(library) is { Success: true } match ? $" {match.Groups[1].Value}" : "";
    }

    private static CudaProblem Failed(string code, string text) => new(
        $"CUDA refused with error {code}, {text}",
        code switch
        {
            "2" => "Free memory on that GPU, or lower MaxBatchSize", // cudaErrorMemoryAllocation
            "101" => "Use a GPU that nvidia-smi lists", // cudaErrorInvalidDevice
            "209" => "Use a GPU that this build of ONNX Runtime supports", // cudaErrorNoKernelImageForDevice
            _ => Driver,
        });

    [GeneratedRegex(
        """error: (?<library>\S+?): cannot open shared object file|"(?<library>[^"]+)" which is missing""")]
    private static partial Regex MissingLibrary();

    [GeneratedRegex(@"undefined symbol: \S+, version (?<library>\S+)|version `(?<library>\S+)' not found")]
    private static partial Regex OtherVersion();

    [GeneratedRegex(@"CUDA failure (?<code>\d+): (?<text>[^;]+?) ;")]
    private static partial Regex FailureCode();

    // libcublasLt.so.12, cublasLt64_12.dll
    [GeneratedRegex(@"(?:\.so\.|64_)(\d+)")]
    private static partial Regex Number();
}
