using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>
/// The shift and factor that give values the mean 0 and the variance 1: (x − <paramref name="Mean"/>) ·
/// <paramref name="Factor"/>.
/// </summary>
/// <param name="Mean">The mean.</param>
/// <param name="Factor">1 / √(variance + ε).</param>
internal readonly record struct Moments(float Mean, float Factor)
{
    /// <summary>Computes them for a row, in an order that only depends on its length.</summary>
    /// <param name="row">The values.</param>
    /// <param name="epsilon">ε.</param>
    /// <remarks>
    /// Sums are in double precision, so that values far from zero and close to each other keep their digits.
    /// </remarks>
    public static Moments Of(ReadOnlySpan<float> row, float epsilon)
    {
        ReadOnlySpan<float> rest = row[(row.Length - (row.Length % Vector<float>.Count))..];
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row[..^rest.Length]);
        Vector<double> sums = Vector<double>.Zero;
        foreach (Vector<float> values in vectors)
        {
            Vector.Widen(values, out Vector<double> low, out Vector<double> high);
            sums += low + high;
        }

        double sum = Vector.Sum(sums);
        foreach (float value in rest)
            sum += value;
        double mean = sum / row.Length;
        (Vector<double> means, Vector<double> squares) = (new(mean), Vector<double>.Zero);
        foreach (Vector<float> values in vectors)
        {
            Vector.Widen(values, out Vector<double> low, out Vector<double> high);
            (low, high) = (low - means, high - means);
            squares += (low * low) + (high * high);
        }

        double square = Vector.Sum(squares);
        foreach (float value in rest)
            square += (value - mean) * (value - mean);
        return new((float)mean, (float)(1 / Math.Sqrt((square / row.Length) + epsilon)));
    }
}
