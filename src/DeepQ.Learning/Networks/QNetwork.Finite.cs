using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace DeepQ.Learning;

public abstract partial class QNetwork
{
    /// <summary>Whether every weight is a finite number.</summary>
    internal bool IsFinite()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Parameter parameter in parameters())
        {
            foreach (float value in MemoryMarshal.Cast<byte, float>(parameter.detach().cpu().contiguous().bytes))
            {
                if (!float.IsFinite(value))
                    return false;
            }
        }

        return true;
    }
}
