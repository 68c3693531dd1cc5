using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>A product of matrices as a loop over the rows of its result.</summary>
/// <param name="kernels">The kernels.</param>
/// <param name="product">The product.</param>
internal readonly ref struct ProductRows(KernelSet kernels, Product product) : IRowLoop
{
    private readonly KernelSet _kernels = kernels;
    private readonly Product _product = product;

    public void Run(int row, int rows) => _kernels.Multiply(_product.Rows(row, rows));
}
