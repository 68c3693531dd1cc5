namespace DeepQ.MLNet.Tests.Support;

/// <summary>Tests of processes whose memory the system limits.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MemoryLimitTheoryAttribute : TheoryAttribute
{
    public MemoryLimitTheoryAttribute() => Skip = MemoryGroup.Problem();
}
