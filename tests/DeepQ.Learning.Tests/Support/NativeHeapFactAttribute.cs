namespace DeepQ.Learning.Tests.Support;

/// <summary>A test of the gauge of native memory, where the C library has one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeHeapFactAttribute : FactAttribute
{
    public NativeHeapFactAttribute()
    {
        if (NativeHeap.BytesInUse() is null)
            Skip = "Only glibc 2.33 and later reports how much memory is allocated; on other systems another test looks for leaks in the working set.";
    }
}
