using System.Runtime.CompilerServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// Activations other than the rectifier, and their derivatives. Rows are padded with zeros to whole vectors, and the
/// padding stays zero.
/// </summary>
internal static class Activation<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    /// <summary>Computes y = f(x).</summary>
    /// <param name="activation">f.</param>
    /// <param name="values">x.</param>
    /// <param name="result">Receives y.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(SmoothActivation activation, in Matrix values, in Matrix result)
    {
        bool isTanh = activation == SmoothActivation.Tanh;
        for (int row = 0; row < values.Rows; row++)
        {
            for (nint i = 0; i < values.Columns; i += TSimd.Width)
            {
                TSimd x = TSimd.Load(ref values.At(row, i));
                TSimd.Store(isTanh ? Tanh(x) : x * Sigmoid(x), ref result.At(row, i));
            }
        }
    }

    /// <summary>Computes dL/dx = dL/dy f'(x).</summary>
    /// <param name="activation">f.</param>
    /// <param name="values">x.</param>
    /// <param name="gradient">dL/dy.</param>
    /// <param name="result">Receives dL/dx.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunBack(SmoothActivation activation, in Matrix values, in Matrix gradient, in Matrix result)
    {
        bool isTanh = activation == SmoothActivation.Tanh;
        for (int row = 0; row < values.Rows; row++)
        {
            for (nint i = 0; i < values.Columns; i += TSimd.Width)
            {
                TSimd x = TSimd.Load(ref values.At(row, i));
                TSimd slope = isTanh ? TanhSlope(x) : SiLUSlope(x);
                TSimd.Store(TSimd.Load(ref gradient.At(row, i)) * slope, ref result.At(row, i));
            }
        }
    }

    // 1 − 2 / (e²ˣ + 1), which is ±1 if the power overflows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd Tanh(TSimd x)
    {
        TSimd one = TSimd.Broadcast(1), two = TSimd.Broadcast(2);
        return one - (two / (TSimd.Exp(x + x) + one));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd TanhSlope(TSimd x)
    {
        TSimd tanh = Tanh(x);
        return TSimd.Broadcast(1) - (tanh * tanh);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd Sigmoid(TSimd x)
    {
        TSimd one = TSimd.Broadcast(1);
        return one / (one + TSimd.Exp(default(TSimd) - x));
    }

    // σ + x σ (1 − σ).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd SiLUSlope(TSimd x)
    {
        TSimd sigmoid = Sigmoid(x);
        return sigmoid + (x * sigmoid * (TSimd.Broadcast(1) - sigmoid));
    }
}
