using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The share of a normal distribution that lies below a number.</summary>
/// <remarks>
/// The error function is approximated after S. Winitzki, "A handy approximation for the error function and its
/// inverse", 2008, with an error below 2·10⁻⁴.
/// </remarks>
internal sealed class CumulativeDistributionNormalizer<T>(DataViewType type, T[] mean, T[] deviation)
    : ColumnNormalizer<T>(type)
    where T : struct, IFloatingPointIeee754<T>
{
    internal const byte Code = 1;
    private const double WinitzkiConstant = 0.147;

    internal override NormalizingTransformer.NormalizerModelParametersBase Parameters
        => Type is VectorDataViewType
            ? new NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>(
                ImmutableArray.Create(mean), ImmutableArray.Create(deviation), useLog: false)
            : new NormalizingTransformer.CdfNormalizerModelParameters<T>(mean[0], deviation[0], useLog: false);

    private protected override bool KeepsZero => false;

    internal static CumulativeDistributionNormalizer<T> Fit(DataViewType type, SlotStatistics<T>[] slots)
        => new(
            type,
            [.. slots.Select(slot => slot.Variance == 0 ? T.Zero : T.CreateChecked(slot.Mean))],
            [.. slots.Select(slot => T.CreateChecked(Math.Sqrt(slot.Variance)))]);

    internal override void Save(BinaryWriter writer)
    {
        writer.Write(Code);
        NormalizerPersistence.WriteNumbers(writer, mean);
        NormalizerPersistence.WriteNumbers(writer, deviation);
    }

    internal override string Export(IOnnxGraph graph, string tensor)
        => throw new NotSupportedException("a normalizer that gives a cumulative distribution");

    private protected override T Apply(T value, int slot)
    {
        if (deviation[slot] == T.Zero)
            return T.Zero;
        double x = double.CreateChecked((value - mean[slot]) / deviation[slot]) / Math.Sqrt(2);
        return T.CreateChecked(0.5 * (1 + ErrorFunction(x)));
    }

    private static double ErrorFunction(double x)
    {
        double weighted = WinitzkiConstant * x * x;
        double exponent = -x * x * ((4 / Math.PI) + weighted) / (1 + weighted);
        return Math.CopySign(Math.Sqrt(1 - Math.Exp(exponent)), x);
    }
}
