using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>A layer that can be written as ONNX: a TorchSharp module from a batch of rows to a batch of rows.</summary>
public abstract class NetworkLayer : nn.Module<Tensor, Tensor>
{
    /// <summary>Names the layer.</summary>
    /// <param name="name">The name of the module.</param>
    protected NetworkLayer(string name)
        : base(name)
    {
    }

    /// <summary>
    /// Whether the noise of the weights acts in evaluation mode, too, as it always does in training mode. See
    /// <see cref="QNetwork.Exploring"/>, which sets it.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool Exploring { get; set; }

    /// <summary>Draws the noise of the weights anew; a layer without noise draws nothing.</summary>
    /// <param name="random">The generator that the noise is drawn from.</param>
    public virtual void ResampleNoise(Random random)
    {
    }

    /// <summary>What the layer computes in evaluation mode, with copies of its weights.</summary>
    public abstract IReadOnlyList<PolicyLayer> ToLayers();

    /// <summary>What the layer computes, with the hidden units on the way; call it without gradients.</summary>
    internal virtual Tensor Trace(UnitTrace trace, Tensor input) => forward(input);

    /// <summary>The weights through which each unit reads what comes in, of shape (units out, units in, …).</summary>
    internal virtual Parameter? Weights => null;

    /// <summary>Follows weights that have moved a little, where the layer computes with W / σ(W).</summary>
    internal virtual void FollowNorm()
    {
    }

    /// <summary>The direction u that tells σ(W), a value an output; null where the layer computes with W.</summary>
    internal virtual Tensor? Direction => null;

    /// <summary>Divides what the layer gives by a number, by changing its weights; call it without gradients.</summary>
    internal virtual void DivideOutputs(double divisor) =>
        throw new NotSupportedException($"The outputs of {GetType().Name} are not linear in weights.");

    /// <summary>
    /// Makes each group of N outputs y into M y + c, by changing weights; call it without gradients.
    /// </summary>
    /// <param name="map">The matrix M, of shape (N, N).</param>
    /// <param name="shift">The vector c, of N values.</param>
    internal virtual void MapOutputs(Tensor map, Tensor shift) =>
        throw new NotSupportedException($"The outputs of {GetType().Name} are not linear in weights.");

    /// <summary>
    /// Changes weights so that the layer gives for x as it gave for factor · x + shift, value by value; call it without gradients.
    /// </summary>
    /// <returns>Whether it could: a layer without weights leaves that to the next one.</returns>
    internal virtual bool TakeInputsAs(Tensor factor, Tensor shift) => false;

    /// <summary>The weights that <see cref="ToLayers"/> copies, in its order.</summary>
    internal virtual IEnumerable<Parameter> ExportedWeights => [];
}
