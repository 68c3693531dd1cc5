using Microsoft.ML;

namespace DeepQ.MLNet.Serving.Tests.Transformer;

public sealed class PolicyContextTests
{
    // No machine has so many GPUs, so that the test means the same with and without CUDA.
    [Fact]
    public void The_context_asks_for_the_GPU_and_its_log_has_the_warning()
    {
        List<string> log = [];
        MLContext context = new() { GpuDeviceId = 999, FallbackToCpu = true };
        context.Log += (_, e) => log.Add(e.Message);

        using DeepQTransformer transformer = DeepQTransformer.Load(context, HandMadePolicies.Linear());

        Assert.Equal("CPUExecutionProvider", transformer.Policy.ExecutionProvider);
        Assert.Single(log, message => message.Contains("on the CPU instead of GPU 999", StringComparison.Ordinal));
    }
}
