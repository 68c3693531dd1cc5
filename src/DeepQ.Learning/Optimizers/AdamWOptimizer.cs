namespace DeepQ.Learning.Optimizers;

/// <summary>Adam with weight decay decoupled from the gradient.</summary>
/// <remarks>Loshchilov, Hutter: Decoupled Weight Decay Regularization (2019), algorithm 2.</remarks>
internal sealed record AdamWOptimizer : AdamOptimizer
{
    internal override bool DecaysWeights => true;
}
