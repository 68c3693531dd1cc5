namespace DeepQ.Learning.Tests.Support;

/// <summary>A test that needs two processors; where there is one, it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TwoProcessorsFactAttribute : FactAttribute
{
    public TwoProcessorsFactAttribute()
    {
        if (Environment.ProcessorCount < 2)
            Skip = "The test shares work between two processors, and there is one.";
    }
}
