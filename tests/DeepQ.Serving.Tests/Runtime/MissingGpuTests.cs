namespace DeepQ.Serving.Tests.Runtime;

/// <summary>Asks for a GPU that no machine has, so that the tests mean the same with and without CUDA.</summary>
public sealed class MissingGpuTests
{
    private const int NoSuchDevice = 999;

    [Fact]
    public void A_GPU_that_cannot_be_used_is_an_error_that_says_what_to_do()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => OnnxPolicy.Load(HandMadePolicies.Linear(), new() { GpuDeviceId = NoSuchDevice }));

        Assert.StartsWith("The policy should run on GPU 999, but ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; or set FallbackToCpu; or leave GpuDeviceId null.", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public void A_fall_back_to_the_CPU_warns_once()
    {
        List<string> warnings = [];

        using OnnxPolicy policy = OnnxPolicy.Load(
            HandMadePolicies.Linear(),
            new() { GpuDeviceId = NoSuchDevice, FallbackToCpu = true, Warning = warnings.Add });

        Assert.Equal("CPUExecutionProvider", policy.ExecutionProvider);
        Assert.Equal(1, policy.Act([1, 0]));
        Assert.StartsWith(
            "The policy runs on the CPU instead of GPU 999: ", Assert.Single(warnings), StringComparison.Ordinal);
    }
}
