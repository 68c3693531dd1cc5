using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>Functions of one number, as ONNX defines them.</summary>
internal static class Unary
{
    /// <summary>Computes y = f(x); both may be the same memory.</summary>
    /// <remarks>The result of a value does not depend on its position: a remainder smaller than a vector is also computed as a vector.</remarks>
    public static void Run<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IUnary
    {
        int whole = x.Length - (x.Length % Vector<float>.Count);
        ReadOnlySpan<Vector<float>> from = MemoryMarshal.Cast<float, Vector<float>>(x[..whole]);
        Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(y[..whole]);
        for (int i = 0; i < from.Length; i++)
            to[i] = function.Of(from[i]);
        if (whole == x.Length)
            return;
        Span<float> rest = stackalloc float[Vector<float>.Count];
        rest.Clear();
        x[whole..].CopyTo(rest);
        function.Of(new Vector<float>(rest)).CopyTo(rest);
        rest[..(x.Length - whole)].CopyTo(y[whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> All(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> If(Vector<int> condition, Vector<float> then, Vector<float> otherwise) =>
        Vector.ConditionalSelect(condition, then, otherwise);

    // 1 / (1 + e⁻ˣ).
    private static Vector<float> Logistic(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Vector.Exp(-x));

    // 1 − 2 / (e²ˣ + 1), which is ±1 if the power overflows. Near zero, where that loses all digits, the polynomial of
    // tanhf in S. L. Moshier's Cephes Mathematical Library.
    private static Vector<float> HyperbolicTangent(Vector<float> x)
    {
        Vector<float> far = Vector<float>.One - (All(2) / (Vector.Exp(x + x) + Vector<float>.One));
        Vector<float> square = x * x;
        Vector<float> sum = (square * All(-5.70498873e-3f)) + All(2.06390888e-2f);
        sum = (square * sum) - All(5.37397156e-2f);
        sum = (square * sum) + All(1.33314422e-1f);
        sum = (square * sum) - All(3.33332819e-1f);
        return If(Vector.LessThan(Vector.Abs(x), All(0.625f)), x + (x * square * sum), far);
    }

    // ln(1 + eˣ), with the power that does not overflow.
    private static Vector<float> LogOnePlusExp(Vector<float> x) =>
        Vector.Max(x, Vector<float>.Zero) + Vector.Log(Vector<float>.One + Vector.Exp(-Vector.Abs(x)));

    // Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: to 1.5e-7. Below 1 the polynomial of erff in
    // S. L. Moshier's Cephes Mathematical Library, which keeps its digits near zero.
    private static Vector<float> ErrorFunction(Vector<float> x)
    {
        Vector<float> size = Vector.Abs(x);
        Vector<float> t = Vector<float>.One / (Vector<float>.One + (All(0.3275911f) * size));
        Vector<float> sum = (t * All(1.061405429f)) - All(1.453152027f);
        sum = (t * sum) + All(1.421413741f);
        sum = (t * sum) - All(0.284496736f);
        sum = (t * sum) + All(0.254829592f);
        Vector<float> value = Vector<float>.One - (t * sum * Vector.Exp(-(size * size)));
        Vector<float> square = x * x;
        Vector<float> near = (square * All(7.85386135e-5f)) - All(8.01019363e-4f);
        near = (square * near) + All(5.18832769e-3f);
        near = (square * near) - All(2.68538138e-2f);
        near = (square * near) + All(1.12835851e-1f);
        near = (square * near) - All(3.76126258e-1f);
        near = (square * near) + All(1.12837917f);
        return If(
            Vector.LessThan(size, Vector<float>.One), x * near, If(Vector.LessThan(x, Vector<float>.Zero), -value, value));
    }

    internal readonly struct Relu : IUnary
    {
        public Vector<float> Of(Vector<float> x) => If(Vector.LessThan(x, Vector<float>.Zero), Vector<float>.Zero, x);
    }

    internal readonly struct Neg : IUnary
    {
        public Vector<float> Of(Vector<float> x) => -x;
    }

    internal readonly struct Abs : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.Abs(x);
    }

    internal readonly struct Floor : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.Floor(x);
    }

    internal readonly struct Ceil : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.Ceiling(x);
    }

    /// <summary>Rounds to the nearest integer, halves to the even one.</summary>
    internal readonly struct Round : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.Round(x);
    }

    internal readonly struct Sign : IUnary
    {
        public Vector<float> Of(Vector<float> x) => If(
            Vector.GreaterThan(x, Vector<float>.Zero),
            Vector<float>.One,
            If(Vector.LessThan(x, Vector<float>.Zero), -Vector<float>.One, Vector<float>.Zero));
    }

    internal readonly struct Sqrt : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.SquareRoot(x);
    }

    internal readonly struct Reciprocal : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector<float>.One / x;
    }

    internal readonly struct Softsign : IUnary
    {
        public Vector<float> Of(Vector<float> x) => x / (Vector<float>.One + Vector.Abs(x));
    }

    internal readonly struct HardSwish : IUnary
    {
        public Vector<float> Of(Vector<float> x) =>
            x * Vector.Max(Vector<float>.Zero, Vector.Min(Vector<float>.One, (x * All(1 / 6f)) + All(0.5f)));
    }

    internal readonly struct Sigmoid : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Logistic(x);
    }

    internal readonly struct Tanh : IUnary
    {
        public Vector<float> Of(Vector<float> x) => HyperbolicTangent(x);
    }

    /// <summary>eˣ, exactly 1 next to zero: the function of the CPU may be off by one bit.</summary>
    internal readonly struct Exp : IUnary
    {
        public Vector<float> Of(Vector<float> x) =>
            If(Vector.LessThan(Vector.Abs(x), All(MathF.ScaleB(1, -25))), Vector<float>.One, Vector.Exp(x));
    }

    internal readonly struct Log : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.Log(x);
    }

    internal readonly struct Softplus : IUnary
    {
        public Vector<float> Of(Vector<float> x) => LogOnePlusExp(x);
    }

    internal readonly struct Erf : IUnary
    {
        public Vector<float> Of(Vector<float> x) => ErrorFunction(x);
    }

    internal readonly struct Mish : IUnary
    {
        public Vector<float> Of(Vector<float> x) => x * HyperbolicTangent(LogOnePlusExp(x));
    }

    internal readonly struct Sin : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.Sin(x);
    }

    internal readonly struct Cos : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.Cos(x);
    }

    /// <summary>x above zero, α x below zero.</summary>
    internal readonly struct LeakyRelu(float alpha) : IUnary
    {
        public Vector<float> Of(Vector<float> x) => If(Vector.LessThan(x, Vector<float>.Zero), x * All(alpha), x);
    }

    /// <summary>γ x from zero upward, γ α (eˣᐟᵝ − 1) below: Elu, Selu and Celu.</summary>
    internal readonly struct Exponential(float alpha, float beta, float gamma) : IUnary
    {
        public Vector<float> Of(Vector<float> x) => All(gamma) * If(
            Vector.LessThan(x, Vector<float>.Zero),
            All(alpha) * (Vector.Exp(Vector.Min(x, Vector<float>.Zero) / All(beta)) - Vector<float>.One),
            x);
    }

    internal readonly struct ThresholdedRelu(float alpha) : IUnary
    {
        public Vector<float> Of(Vector<float> x) => If(Vector.GreaterThan(x, All(alpha)), x, Vector<float>.Zero);
    }

    internal readonly struct HardSigmoid(float alpha, float beta) : IUnary
    {
        public Vector<float> Of(Vector<float> x) =>
            Vector.Max(Vector<float>.Zero, Vector.Min(Vector<float>.One, (All(alpha) * x) + All(beta)));
    }

    /// <summary>x Φ(x).</summary>
    internal readonly struct Gelu : IUnary
    {
        public Vector<float> Of(Vector<float> x) =>
            All(0.5f) * x * (Vector<float>.One + ErrorFunction(x * All(0.70710678f)));
    }

    /// <summary>The approximation of x Φ(x) by tanh.</summary>
    internal readonly struct TanhGelu : IUnary
    {
        public Vector<float> Of(Vector<float> x) =>
            All(0.5f) * x * (Vector<float>.One + HyperbolicTangent(All(0.79788456f) * (x + (All(0.044715f) * x * x * x))));
    }

    internal readonly struct Clip(float least, float most) : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.Min(Vector.Max(x, All(least)), All(most));
    }

    /// <summary>x · factor + offset.</summary>
    internal readonly struct Line(float factor, float offset) : IUnary
    {
        public Vector<float> Of(Vector<float> x) => (x * All(factor)) + All(offset);
    }
}
