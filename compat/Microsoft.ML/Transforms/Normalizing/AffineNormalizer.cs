using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>(x − offset) · scale.</summary>
/// <param name="type">The type of the column.</param>
/// <param name="scale">A factor for each slot.</param>
/// <param name="offset">A number for each slot, or none at all where zero stays zero.</param>
internal sealed class AffineNormalizer<T>(DataViewType type, T[] scale, T[] offset) : ColumnNormalizer<T>(type)
    where T : struct, IFloatingPointIeee754<T>
{
    internal const byte Code = 0;

    internal override NormalizingTransformer.NormalizerModelParametersBase Parameters
        => Type is VectorDataViewType
            ? new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>(
                ImmutableArray.Create(scale), ImmutableArray.Create(offset))
            : new NormalizingTransformer.AffineNormalizerModelParameters<T>(
                scale[0], offset.Length == 0 ? T.Zero : offset[0]);

    private protected override bool KeepsZero => offset.Length == 0;

    internal static AffineNormalizer<T> FitMinMax(DataViewType type, SlotStatistics<T>[] slots, bool fixZero)
    {
        bool[] varies = [.. slots.Select(slot => slot.Maximum > slot.Minimum)];
        T[] scale = [.. slots.Select((slot, i) => !varies[i]
            ? T.Zero
            : T.One / (fixZero ? T.Max(T.Abs(slot.Maximum), T.Abs(slot.Minimum)) : slot.Maximum - slot.Minimum))];
        T[] offset = fixZero ? [] : [.. slots.Select((slot, i) => varies[i] ? slot.Minimum : T.Zero)];
        return new AffineNormalizer<T>(type, scale, offset);
    }

    internal static AffineNormalizer<T> FitMeanVariance(DataViewType type, SlotStatistics<T>[] slots, bool fixZero)
    {
        T[] scale = [.. slots.Select(slot => slot.Variance == 0
            ? T.Zero
            : T.CreateChecked(1 / Math.Sqrt(fixZero ? slot.Variance + (slot.Mean * slot.Mean) : slot.Variance)))];
        T[] offset = fixZero
            ? []
            : [.. slots.Select(slot => slot.Variance == 0 ? T.Zero : T.CreateChecked(slot.Mean))];
        return new AffineNormalizer<T>(type, scale, offset);
    }

    internal override void Save(BinaryWriter writer)
    {
        writer.Write(Code);
        NormalizerPersistence.WriteNumbers(writer, scale);
        NormalizerPersistence.WriteNumbers(writer, offset);
    }

    internal override string Export(IOnnxGraph graph, string tensor)
    {
        int[] dimensions = Type is VectorDataViewType vector ? [1, .. vector.Dimensions] : [1, 1];
        string moved = offset.Length == 0
            ? tensor
            : graph.Add("Sub", [tensor, graph.Constant(offset, dimensions)]);
        return graph.Add("Mul", [moved, graph.Constant(scale, dimensions)]);
    }

    private protected override T Apply(T value, int slot)
        => (offset.Length == 0 ? value : value - offset[slot]) * scale[slot];
}
