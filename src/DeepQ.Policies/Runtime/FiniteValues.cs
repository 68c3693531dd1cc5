using System.Numerics;
using System.Runtime.Intrinsics;

namespace DeepQ.Serving.Runtime;

/// <summary>Finds values that no policy can act on.</summary>
internal static class FiniteValues
{
    /// <summary>Returns the position of the first NaN or infinity, or -1.</summary>
    public static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        // x - x is 0 for every finite x and NaN for the others.
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var x = new Vector<float>(values[i..]);
            if (!Vector.EqualsAll(x - x, Vector<float>.Zero))
                break;
        }

        // States are often shorter than the widest vector.
        for (; i <= values.Length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            Vector128<float> x = Vector128.Create(values[i..]);
            if (!Vector128.EqualsAll(x - x, Vector128<float>.Zero))
                break;
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }
}
