using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks;

public abstract partial class QNetwork
{
    /// <summary>Returns whether every value of the parameters and buffers is finite.</summary>
    /// <param name="except">The names of buffers to ignore.</param>
    internal bool IsFinite(IReadOnlyCollection<string>? except = null)
    {
        using DisposeScope scope = NewDisposeScope();
        return parameters().All(IsFinite) && named_buffers()
            .Where(entry => except is null || !except.Contains(entry.name))
            .All(entry => IsFinite(entry.buffer));
    }

    /// <summary>Returns the buffers with values that are not finite, such as a mask of −∞.</summary>
    internal IReadOnlyCollection<string> InfiniteBuffers()
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. named_buffers().Where(entry => !IsFinite(entry.buffer)).Select(entry => entry.name)];
    }

    private static bool IsFinite(Tensor values)
    {
        if (values.dtype != ScalarType.Float32)
            return !values.is_floating_point() || values.isfinite().all().item<bool>();
        foreach (float value in MemoryMarshal.Cast<byte, float>(values.detach().cpu().contiguous().bytes))
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }
}
