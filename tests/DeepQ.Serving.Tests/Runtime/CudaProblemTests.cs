using DeepQ.Serving.Runtime;

namespace DeepQ.Serving.Tests.Runtime;

/// <summary>Messages as ONNX Runtime gives them, with shorter paths.</summary>
public sealed class CudaProblemTests
{
    private const string Load = "[ErrorCode:Fail] Failed to load library /app/libonnxruntime_providers_cuda.so with error: ";

    [Theory]
    [InlineData(
        "libcublasLt.so.13: cannot open shared object file: No such file or directory",
        "the library libcublasLt.so.13 was not found",
        "Install the CUDA Toolkit 13 and put its libraries on LD_LIBRARY_PATH")]
    [InlineData(
        "libcudart.so.13: cannot open shared object file: No such file or directory",
        "the library libcudart.so.13 was not found",
        "Install the CUDA Toolkit 13 and put its libraries on LD_LIBRARY_PATH")]
    [InlineData(
        "libcurand.so.10: cannot open shared object file: No such file or directory",
        "the library libcurand.so.10 was not found",
        "Install the CUDA Toolkit and put its libraries on LD_LIBRARY_PATH")]
    [InlineData(
        "libcudnn.so.9: cannot open shared object file: No such file or directory",
        "the library libcudnn.so.9 was not found",
        "Install cuDNN 9 and put its folder on LD_LIBRARY_PATH")]
    [InlineData(
        "libcuda.so.1: cannot open shared object file: No such file or directory",
        "the library libcuda.so.1 was not found",
        "Install the GPU driver, and check that nvidia-smi lists the GPU")]
    [InlineData(
        "/app/libonnxruntime_providers_cuda.so: undefined symbol: cublasLtMatmulDescDestroy, version libcublasLt.so.13",
        "the library libcublasLt.so.13 has another version than CUDA was built for",
        "Install the CUDA Toolkit 13 and put its libraries on LD_LIBRARY_PATH")]
    public void A_library_that_does_not_load_is_named_with_what_to_install(string error, string reason, string remedy) =>
        Assert.Equal(new(reason, remedy), CudaProblem.Of(Load + error));

    [Fact]
    public void A_runtime_with_CUDA_built_in_says_it_at_greater_length()
    {
        const string Message =
            "[ErrorCode:RuntimeException] /onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:1209 "
            + "onnxruntime::Provider& onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load "
            + "library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open shared object file: "
            + "No such file or directory\n";

        Assert.Equal(
            new(
                "the library libcublasLt.so.12 was not found",
                "Install the CUDA Toolkit 12 and put its libraries on LD_LIBRARY_PATH"),
            CudaProblem.Of(Message));
    }

    [Fact]
    public void A_package_without_the_provider_is_named()
    {
        CudaProblem problem = CudaProblem.Of(
            "[ErrorCode:RuntimeException] Failed to load library libonnxruntime_providers_shared.so with error: "
            + "libonnxruntime_providers_shared.so: cannot open shared object file: No such file or directory");

        Assert.Equal("the library libonnxruntime_providers_shared.so was not found", problem.Reason);
        Assert.Contains("Reference Microsoft.ML.OnnxRuntime.Gpu", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void On_Windows_the_library_is_looked_for_elsewhere() => Assert.Equal(
        new("the library cublasLt64_12.dll was not found", "Install the CUDA Toolkit 12 and put its libraries on PATH"),
        CudaProblem.Of(
            """
            [ErrorCode:RuntimeException] Error loading "C:\app\onnxruntime_providers_cuda.dll" which depends on "cublasLt64_12.dll" which is missing. (Error 126: "The specified module could not be found.")
            """));

    [Theory]
    [InlineData(35, "CUDA driver version is insufficient for CUDA runtime version", "Install the GPU driver")]
    [InlineData(100, "no CUDA-capable device is detected", "Install the GPU driver")]
    [InlineData(101, "invalid device ordinal", "Use a GPU that nvidia-smi lists")]
    [InlineData(2, "out of memory", "Free memory on that GPU")]
    public void An_error_of_CUDA_is_told_in_its_words(int code, string text, string remedy)
    {
        CudaProblem problem = CudaProblem.Of(
            "[ErrorCode:RuntimeException] /onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc:114 "
            + $"CUDA failure {code}: {text} ; GPU=-1 ; hostname=box ; expr=cudaSetDevice(info_.device_id); ");

        Assert.Equal($"CUDA refused with error {code}, {text}", problem.Reason);
        Assert.StartsWith(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_foresaw_is_told_as_it_is() => Assert.Equal(
        "CUDA could not be started: the moon is full", CudaProblem.Of("the moon is full").Reason);

    [Fact]
    public void A_runtime_without_CUDA_is_told_which_package_has_it()
    {
        Assert.Equal("the native ONNX Runtime in use has no CUDA", CudaProblem.NotThere.Reason);
        Assert.StartsWith(
            "Reference Microsoft.ML.OnnxRuntime.Gpu in the application instead of Microsoft.ML.OnnxRuntime",
            CudaProblem.NotThere.Remedy,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "CUDA sees no GPU")]
    [InlineData(1, "CUDA sees only GPU 0")]
    [InlineData(4, "CUDA sees only the GPUs 0 to 3")]
    public void A_device_that_is_not_there_is_told_beside_those_that_are(int count, string reason) =>
        Assert.Equal(reason, CudaProblem.NoSuchDevice(count).Reason);
}
