using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// A layer that can be exported to ONNX: a TorchSharp module from a batch of rows to a batch of rows.
/// </summary>
public abstract class NetworkLayer : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates a layer.</summary>
    /// <param name="name">The name of the module.</param>
    protected NetworkLayer(string name)
        : base(name)
    {
    }

    /// <summary>
    /// Whether the noise of the weights also acts in evaluation mode, as it always does in training mode. Set by
    /// <see cref="QNetwork.Exploring"/>.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool Exploring { get; set; }

    /// <summary>Draws new noise for the weights; does nothing in a layer without noise.</summary>
    /// <param name="random">The generator of the noise.</param>
    public virtual void ResampleNoise(Random random)
    {
    }

    /// <summary>Describes what the layer computes in evaluation mode, with copies of its weights.</summary>
    public abstract IReadOnlyList<PolicyLayer> ToLayers();

    /// <summary>Computes the layer and records its hidden units; call it without gradients.</summary>
    internal virtual Tensor Trace(UnitTrace trace, Tensor input) => forward(input);

    /// <summary>The weights with which units read the input, of shape (units out, units in, …).</summary>
    internal virtual Parameter? Weights => null;

    /// <summary>Updates σ(W) after a small change of the weights, if the layer computes with W / σ(W).</summary>
    internal virtual void FollowNorm()
    {
    }

    /// <summary>
    /// The direction u that determines σ(W), one value per output; null if the layer computes with W.
    /// </summary>
    internal virtual Tensor? Direction => null;

    /// <summary>Divides the outputs by a number, by changing the weights; call it without gradients.</summary>
    internal virtual void DivideOutputs(double divisor) =>
        throw new NotSupportedException($"The outputs of {GetType().Name} are not linear in weights.");

    /// <summary>
    /// Maps each group of N outputs y to M y + c, by changing the weights; call it without gradients.
    /// </summary>
    /// <param name="map">The matrix M, of shape (N, N).</param>
    /// <param name="shift">The vector c, of N values.</param>
    internal virtual void MapOutputs(Tensor map, Tensor shift) =>
        throw new NotSupportedException($"The outputs of {GetType().Name} are not linear in weights.");

    /// <summary>
    /// Changes the weights so that the layer computes for x what it computed for factor · x + shift; call it without
    /// gradients.
    /// </summary>
    /// <returns>Whether the weights were changed; a layer without weights leaves that to the next one.</returns>
    internal virtual bool TakeInputsAs(Tensor factor, Tensor shift) => false;

    /// <summary>The weights that <see cref="ToLayers"/> copies, in the same order.</summary>
    internal virtual IEnumerable<Parameter> ExportedWeights => [];
}
