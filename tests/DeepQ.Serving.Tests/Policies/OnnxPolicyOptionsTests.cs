namespace DeepQ.Serving.Tests.Policies;

public sealed class OnnxPolicyOptionsTests
{
    [Fact]
    public void Defaults_are_as_documented()
    {
        OnnxPolicyOptions options = new();

        Assert.Null(options.GpuDeviceId);
        Assert.False(options.FallbackToCpu);
        Assert.Equal(1, options.IntraOpThreads);
        Assert.Equal(1024, options.MaxBatchSize);
        Assert.Null(options.Warning);
    }

    [Fact]
    public void A_value_outside_its_range_is_named()
    {
        Assert.Equal("GpuDeviceId", Refused(() => new() { GpuDeviceId = -1 }));
        Assert.Equal("IntraOpThreads", Refused(() => new() { IntraOpThreads = 0 }));
        Assert.Equal("MaxBatchSize", Refused(() => new() { MaxBatchSize = 0 }));
    }

    private static string? Refused(Func<OnnxPolicyOptions> create) =>
        Assert.Throws<ArgumentOutOfRangeException>(create).ParamName;
}
