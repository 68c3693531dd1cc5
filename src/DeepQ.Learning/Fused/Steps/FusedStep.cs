using DeepQ.Learning.Fused.Layout;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// A layer of a network in flat memory: what it computes, the gradient of that, and what it costs. It holds no state, so that
/// several passes may use it; what it keeps of a batch is in the <see cref="PassBuffers"/>.
/// </summary>
/// <param name="input">Where its inputs are among the values that pass through the network.</param>
/// <param name="output">Where its outputs are there.</param>
internal abstract class FusedStep(FeatureBlock input, FeatureBlock output)
{
    /// <summary>Where its inputs are among the values that pass through the network.</summary>
    public FeatureBlock Input { get; } = input;

    /// <summary>Where its outputs are there.</summary>
    public FeatureBlock Output { get; } = output;

    /// <summary>
    /// Whether it applies the derivative of the rectifier to the gradient of its outputs itself, and so needs that gradient where
    /// units are off, too. Otherwise the step that computes the gradient leaves those out.
    /// </summary>
    public virtual bool TakesUngatedGradient => false;

    /// <summary>Whether its weights carry noise.</summary>
    public virtual bool IsNoisy => false;

    /// <summary>Computes the outputs of a batch from its inputs.</summary>
    public abstract void Forward(in PassContext pass);

    /// <summary>Computes the gradients of the parameters and of the inputs from that of the outputs.</summary>
    public abstract void Backward(in PassContext pass);

    /// <summary>The number of multiplications that threads may share in a forward pass.</summary>
    /// <param name="states">The number of states of the batch.</param>
    public abstract long Cost(int states);

    /// <summary>Writes weights by columns after they have changed.</summary>
    /// <param name="parameters">The parameters of the network.</param>
    /// <param name="transposed">Receives those that are kept by columns.</param>
    public virtual void Transpose(Span<float> parameters, Span<float> transposed)
    {
    }
}
