using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Updates;

/// <summary>
/// The network that learns, the late copy of it that targets come from, and the steps of both: the part of an update
/// that depends on what computes. Targets, losses and their gradients are the part of <see cref="Objective"/>.
/// </summary>
internal interface INetworkPair : IDisposable
{
    /// <summary>
    /// The module that learns, with its weights as they are now. It belongs to the pair; whoever asks only reads it.
    /// </summary>
    QNetwork Network { get; }

    /// <summary>The values of the network that learns.</summary>
    IQFunction Learning { get; }

    /// <summary>The values of the target network.</summary>
    IQFunction Target { get; }

    /// <summary>Runs the network that learns and keeps what <see cref="ApplyGradient"/> needs.</summary>
    /// <param name="states">The states of a batch.</param>
    /// <param name="outputs">Receives B × A × N values, row-major, with N values an action.</param>
    void Forward(StateBatch states, Span<float> outputs);

    /// <summary>Takes one step of the optimizer against the gradient of the latest <see cref="Forward"/>.</summary>
    /// <param name="gradient">dL/d(outputs): as many values as there were outputs.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="maxNorm">The norm over all parameters that a longer gradient is scaled down to.</param>
    /// <returns>The norm before it was scaled.</returns>
    /// <exception cref="DivergenceException">The norm is infinite or not a number.</exception>
    double ApplyGradient(ReadOnlySpan<float> gradient, double learningRate, double maxNorm);

    /// <summary>Takes over the weights of the module where somebody changed them since <see cref="Show"/>.</summary>
    void TakeOver()
    {
    }

    /// <summary>Gives the module the weights as they are now, where others may look at it.</summary>
    void Show()
    {
    }

    /// <summary>Takes over the weights of the module, of which some were drawn anew, and lets the optimizer begin anew with them.</summary>
    /// <param name="drawn">Which; null for all of them.</param>
    void BeginAnew(IReadOnlyList<DrawnWeights>? drawn);

    /// <summary>Moves the target network a part τ of the way to the one that learns; 1 copies it.</summary>
    void BlendTarget(double rate);

    /// <summary>A copy of the target network.</summary>
    QNetwork CopyTarget();

    /// <summary>Gives the target network the weights of another one of the same architecture.</summary>
    void ReadTarget(QNetwork target);

    /// <summary>
    /// The values of a third network, without the noise that explores, which evaluations act by: the average of the weights that learn.
    /// It begins with their weights when it is first asked for.
    /// </summary>
    IQFunction Average { get; }

    /// <summary>Moves the average a part of the way to the network that learns; 1 copies it.</summary>
    void BlendAverage(double rate);

    /// <summary>A copy of the average.</summary>
    QNetwork CopyAverage();

    /// <summary>Gives the average the weights of another network of the same architecture.</summary>
    void ReadAverage(QNetwork average);

    /// <summary>Whether every weight, and every buffer, of the network that learns is a finite number.</summary>
    bool IsFinite();

    /// <summary>
    /// A copy of the network that learns, or of the target network, whichever has finite weights; null where neither
    /// has.
    /// </summary>
    QNetwork? CopyFinite();

    /// <summary>Writes both networks and the state of the optimizer.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Takes over what a pair of the same architecture and settings wrote.</summary>
    /// <exception cref="InvalidDataException">The saved networks have other tensors.</exception>
    void Load(BinaryReader reader);
}
