using DeepQ.Onnx.Evaluation.Kernels;

namespace DeepQ.Onnx.Tests.Evaluation.Kernels;

/// <summary>Functions keep their digits next to zero, where states in small units are, and are exact at it.</summary>
public sealed class UnaryTests
{
    private const double Tolerance = 1e-6;

    private static readonly float[] Sizes =
        [0, float.Epsilon, 1e-40f, 1e-30f, 1e-8f, 1e-4f, 0.01f, 0.3f, 0.6f, 0.624f, 0.626f, 0.9f, 0.999f, 1.001f, 2, 3, 5, 9, 20, 100, 3e38f];

    private static readonly float[] Values = [.. Sizes, .. Sizes.Select(size => -size)];

    [Fact]
    public void The_hyperbolic_tangent_is_as_exact_as_its_argument() => AssertClose(default(Unary.Tanh), Math.Tanh);

    [Fact]
    public void The_error_function_is_as_exact_as_its_argument() => AssertClose(default(Unary.Erf), ErrorFunction);

    [Fact]
    public void Units_are_zero_at_zero()
    {
        Assert.Equal(0, Of(new Unary.Exponential(1, 1, 1), 0));
        Assert.Equal(0, Of(new Unary.Exponential(1.67326319f, 1, 1.05070102f), 0));
        Assert.Equal(0, Of(default(Unary.Gelu), 0));
        Assert.Equal(1, Of(default(Unary.Exp), 0));
        Assert.Equal(1, Of(default(Unary.Exp), 1e-9f));
    }

    private static void AssertClose<TFunction>(TFunction function, Func<double, double> exact)
        where TFunction : struct, IUnary
    {
        float[] results = new float[Values.Length];
        Unary.Run(function, Values, results);
        for (int i = 0; i < results.Length; i++)
        {
            double expected = exact(Values[i]);
            Assert.True(
                Math.Abs(results[i] - expected) <= (Tolerance * Math.Abs(expected)) + float.Epsilon,
                $"f({Values[i]}) = {results[i]}, not {expected}");
        }
    }

    private static float Of<TFunction>(TFunction function, float x)
        where TFunction : struct, IUnary
    {
        float[] result = new float[1];
        Unary.Run(function, [x], result);
        return result[0];
    }

    // 2/√π ∫ e^(−t²) dt from 0 to x, as its series; 1 to the last bit from 6 on.
    private static double ErrorFunction(double x)
    {
        if (Math.Abs(x) >= 6)
            return Math.Sign(x);
        (double term, double sum) = (x, x);
        for (int n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
