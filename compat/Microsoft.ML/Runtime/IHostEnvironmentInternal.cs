namespace Microsoft.ML.Runtime;

/// <summary>The settings of a context, which its hosts hand on.</summary>
internal interface IHostEnvironmentInternal : IHostEnvironment
{
    int? Seed { get; }

    int? GpuDeviceId { get; }

    bool FallbackToCpu { get; }

    string TempFilePath { get; }
}
