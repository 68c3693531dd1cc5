using System.Runtime.CompilerServices;
using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>What the steps of one pass over a batch read and write.</summary>
internal readonly ref struct PassContext
{
    /// <summary>The intermediate values of the network, and memory to compute them.</summary>
    public required PassBuffers Buffers { get; init; }

    /// <summary>The parameters of the network.</summary>
    public required FusedParameters Parameters { get; init; }

    /// <summary>The kernels.</summary>
    public required KernelSet Kernels { get; init; }

    /// <summary>Chooses the strategies of products.</summary>
    public required ProductCostModel Costs { get; init; }

    /// <summary>Lets threads share the rows of products.</summary>
    public required ParallelRows Rows { get; init; }

    /// <summary>Receives the gradient of the parameters, laid out as they are; empty in a forward pass.</summary>
    public Span<float> ParameterGradient { get; init; }

    /// <summary>The number of states.</summary>
    public int Count => Buffers.Count;

    /// <summary>The values of some features, one row per state.</summary>
    public Matrix Values(FeatureBlock features) => Buffers.Values(features);

    /// <summary>The gradients of some features, one row per state.</summary>
    public Matrix Gradients(FeatureBlock features) => Buffers.Gradients(features);

    /// <summary>The numbers from 0 upward: all inner indices of a product.</summary>
    public ReadOnlySpan<int> All(int count) => Buffers.All(count);

    /// <summary>Computes a product.</summary>
    public void Multiply(in Product product)
    {
        int rows = product.Result.Rows;
        if (Rows.AreShared(rows, Costs.IsShared((long)rows * product.InnerIndices.Length, product.Result.Columns)))
            Share(product);
        else
            Kernels.Multiply(product);
    }

    /// <summary>Computes a sparse product.</summary>
    /// <param name="product">The product.</param>
    /// <param name="places">The number of nonzero entries of its sparse matrix.</param>
    /// <param name="due">The rows of the result to write; the others are zero already. Empty for all.</param>
    public void Multiply(in SparseProduct product, long places, ReadOnlySpan<bool> due = default)
    {
        int rows = product.Result.Rows;
        if (Rows.AreShared(rows, Costs.IsShared(places, product.Result.Columns)))
            Share(product, due);
        else if (due.IsEmpty)
            Kernels.Multiply(product, 0, rows);
        else
            MultiplyDue(product, due);
    }

    // A separate method, because a method clears the memory of its structs even if it does not use them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Share(in Product product) => Rows.Share(new ProductRows(Kernels, product), product.Result.Rows);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Share(in SparseProduct product, ReadOnlySpan<bool> due) =>
        Rows.Share(new SparseProductRows(Kernels, product, due), product.Result.Rows);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MultiplyDue(in SparseProduct product, ReadOnlySpan<bool> due) =>
        new SparseProductRows(Kernels, product, due).Run(0, product.Result.Rows);
}
