using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepQ.Onnx.Compression;

/// <summary>
/// The weighted sums of squares and products of a layer's inputs. They say what a change of an output's weights costs, and which changes
/// of the others make up for it.
/// </summary>
/// <param name="length">The number of inputs. The first is the constant one, whose weight is the bias.</param>
internal sealed class InputSquares(int length)
{
    // Of the mean square: what the inputs say nothing of stays as it is.
    private const double Ridge = 1e-6;

    // The upper triangle: the sums, and once factored its root U, where the sums are UᵀU.
    private readonly double[] _rows = new double[length * length];

    public void Clear() => Array.Clear(_rows);

    /// <summary>Adds the inputs of a state; most are zero where an activation is.</summary>
    public void Add(ReadOnlySpan<double> inputs, double weight)
    {
        for (int i = 0; i < length; i++)
        {
            if (inputs[i] != 0)
                AddScaled(Row(i), inputs[i..], weight * inputs[i]);
        }
    }

    /// <summary>Takes the root; false where the inputs are zero in all states.</summary>
    public bool Factor()
    {
        double trace = 0;
        for (int i = 0; i < length; i++)
            trace += Row(i)[0];
        if (!(trace > 0))
            return false;
        for (int i = 0; i < length; i++)
            Row(i)[0] += Ridge * trace / length;
        for (int i = 0; i < length; i++)
        {
            Span<double> row = Row(i);
            double pivot = Math.Sqrt(row[0]);
            for (int j = 0; j < row.Length; j++)
                row[j] /= pivot;
            for (int j = 1; j < row.Length; j++)
            {
                if (row[j] != 0)
                    AddScaled(Row(i + j), row[j..], -row[j]);
            }
        }

        return true;
    }

    /// <summary>Solves for the change of the weights whose products with the inputs are given; the change takes their place.</summary>
    public void Solve(Span<double> products)
    {
        for (int i = 0; i < length; i++)
        {
            products[i] /= Row(i)[0];
            AddScaled(products[(i + 1)..], Row(i)[1..], -products[i]);
        }

        for (int i = length - 1; i >= 0; i--)
            products[i] = (products[i] - Dot(Row(i)[1..], products[(i + 1)..])) / Row(i)[0];
    }

    /// <summary>
    /// Rounds the weights of an output one after the other, the last first: each takes up what was lost in those before it, and the bias
    /// what is left.
    /// </summary>
    /// <param name="weights">The weights, of which the bias becomes another.</param>
    /// <param name="scale">What one whole number stands for.</param>
    /// <param name="values">Receives the whole numbers; one fewer than weights.</param>
    /// <returns>The squared error of the output, summed over the states.</returns>
    public double Round(Span<double> weights, double scale, Span<sbyte> values)
    {
        double error = 0;
        double[] lost = new double[length];
        for (int i = length - 1; i > 0; i--)
        {
            double pivot = Row(i)[0], wanted = weights[i] + (Dot(Row(i)[1..], lost.AsSpan(i + 1)) / pivot);
            double rounded = Math.Clamp(Math.Round(wanted / scale), -sbyte.MaxValue, sbyte.MaxValue);
            values[i - 1] = (sbyte)rounded;
            lost[i] = weights[i] - (rounded * scale);
            double part = pivot * (wanted - (rounded * scale));
            error += part * part;
        }

        weights[0] += Dot(Row(0)[1..], lost.AsSpan(1)) / Row(0)[0];
        return error;
    }

    /// <summary>The sum of products.</summary>
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        ReadOnlySpan<Vector<double>> a = MemoryMarshal.Cast<double, Vector<double>>(one), b = MemoryMarshal.Cast<double, Vector<double>>(other);
        Vector<double> sums = Vector<double>.Zero;
        for (int i = 0; i < a.Length; i++)
            sums += a[i] * b[i];
        double sum = Vector.Sum(sums);
        for (int i = a.Length * Vector<double>.Count; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    /// <summary>Adds values times a factor.</summary>
    public static void AddScaled(Span<double> to, ReadOnlySpan<double> values, double factor)
    {
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(to);
        ReadOnlySpan<Vector<double>> parts = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> factors = new(factor);
        for (int i = 0; i < sums.Length; i++)
            sums[i] += parts[i] * factors;
        for (int i = sums.Length * Vector<double>.Count; i < to.Length; i++)
            to[i] += values[i] * factor;
    }

    private Span<double> Row(int i) => _rows.AsSpan((i * length) + i, length - i);
}
