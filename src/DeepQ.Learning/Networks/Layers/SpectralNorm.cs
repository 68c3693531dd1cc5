using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>Computes with W / σ(W): see <see cref="SpectralNormalization"/>. W has a row an output.</summary>
internal static class SpectralNorm
{
    // Weights that were drawn, or came from elsewhere, are looked at until σ hardly changes.
    private const int ToSettle = 20;

    /// <summary>A direction u to begin with, a value an output.</summary>
    public static Tensor Begin(Parameter weight, Random random)
    {
        Tensor direction = tensor([.. Enumerable.Range(0, (int)weight.shape[0]).Select(_ => random.NextSingle() + 0.5f)]);
        Settle(weight, direction);
        return direction;
    }

    // What torch computes for a matrix and a vector depends in its last bits on where they lie in memory, and a training that is
    // resumed has them elsewhere: so products are summed up by columns or rows here.

    /// <summary>W / ‖Wᵀ u‖, through which gradients flow.</summary>
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

    /// <summary>Takes as many steps as weights need that were just drawn.</summary>
    public static void Settle(Parameter weight, Tensor direction)
    {
        for (int i = 0; i < ToSettle; i++)
            Iterate(weight, direction);
    }

    // TorchSharp's square() wraps its exponent in what nothing keeps alive while native code reads it: see TensorSum.
    private static Tensor Length(Tensor vector) => (vector * vector).sum().sqrt();
}
