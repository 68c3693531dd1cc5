namespace DeepQ.Serving.Tests.Gpu;

/// <summary>A test that needs a GPU; where none can be used, it says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GpuFactAttribute : FactAttribute
{
    private static readonly string? Refusal = Ask();

    public GpuFactAttribute()
    {
        if (Refusal is not null)
            Skip = Refusal;
    }

    private static string? Ask()
    {
        try
        {
            OnnxPolicy.Load(HandMadePolicies.Linear(), new() { GpuDeviceId = 0 }).Dispose();
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
