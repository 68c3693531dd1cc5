using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>Computes with W / σ(W): see <see cref="SpectralNormalization"/>. W has one row per output.</summary>
internal static class SpectralNorm
{
    // The number of iterations after which σ hardly changes, for new weights.
    private const int ToSettle = 20;

    /// <summary>Draws an initial direction u, one value per output.</summary>
    public static Tensor Begin(Parameter weight, Random random)
    {
        Tensor direction = tensor([.. Enumerable.Range(0, (int)weight.shape[0]).Select(_ => random.NextSingle() + 0.5f)]);
        Settle(weight, direction);
        return direction;
    }

    // The last bits of torch's matrix-vector products depend on the position in memory, which is different after a
    // resume. Therefore products are summed by columns or rows here.

    /// <summary>Computes W / ‖Wᵀ u‖, with gradients.</summary>
    public static Tensor Apply(Tensor weight, Tensor direction)
    {
        Tensor right = (weight.flatten(1) * direction.unsqueeze(1)).sum([0]);
        return weight / Length(right);
    }

    /// <summary>Takes one step of the power iteration.</summary>
    public static void Iterate(Parameter weight, Tensor direction)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = weight.flatten(1);
        Tensor right = (rows * direction.unsqueeze(1)).sum([0]);
        Tensor left = (rows * right).sum([1]);
        direction.copy_(left / Length(left));
    }

    /// <summary>Takes as many steps as new weights need.</summary>
    public static void Settle(Parameter weight, Tensor direction)
    {
        for (int i = 0; i < ToSettle; i++)
            Iterate(weight, direction);
    }

    // TorchSharp's square() wraps its exponent in an object that nothing keeps alive while native code reads it: see
    // TensorSum.
    private static Tensor Length(Tensor vector) => (vector * vector).sum().sqrt();
}
