using DeepQ.Learning.Fused.Layout;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// A layer of a network in flat memory: its outputs, its gradient and its cost. It holds no state, so several passes
/// may use it; what it remembers of a batch is in the <see cref="PassBuffers"/>.
/// </summary>
/// <param name="input">Its inputs among the values of the network.</param>
/// <param name="output">Its outputs among them.</param>
internal abstract class FusedStep(FeatureBlock input, FeatureBlock output)
{
    /// <summary>Its inputs among the values of the network.</summary>
    public FeatureBlock Input { get; } = input;

    /// <summary>Its outputs among the values of the network.</summary>
    public FeatureBlock Output { get; } = output;

    /// <summary>
    /// Whether it applies the derivative of the rectifier to the gradient of its outputs itself, and so also needs that
    /// gradient where units are off. Otherwise the step that computes the gradient leaves those out.
    /// </summary>
    public virtual bool TakesUngatedGradient => false;

    /// <summary>Whether its weights are noisy.</summary>
    public virtual bool IsNoisy => false;

    /// <summary>Computes the outputs of a batch from its inputs.</summary>
    public abstract void Forward(in PassContext pass);

    /// <summary>Computes the gradients of the parameters and of the inputs from the gradient of the outputs.</summary>
    public abstract void Backward(in PassContext pass);

    /// <summary>The number of multiplications that threads may share in a forward pass.</summary>
    /// <param name="states">The number of states of the batch.</param>
    public abstract long Cost(int states);

    /// <summary>Writes weights by columns after a change.</summary>
    /// <param name="parameters">The parameters of the network.</param>
    /// <param name="transposed">Receives the weights by columns.</param>
    public virtual void Transpose(Span<float> parameters, Span<float> transposed)
    {
    }
}
