namespace DeepQ.Learning.Tests.Support;

/// <summary>A test of the gauge of native memory, where the C library has one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeHeapFactAttribute : FactAttribute
{
    public NativeHeapFactAttribute()
    {
        if (NativeHeap.BytesInUse() is null)
            Skip = "only glibc, from 2.33 on, tells what it has handed out; elsewhere leaks are looked for in the working set";
    }
}
