using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Updates;

/// <summary>
/// The online network, the target network, and the steps of both: the part of an update that depends on the
/// implementation. Targets, losses and their gradients belong to <see cref="Objective"/>.
/// </summary>
internal interface INetworkPair : IDisposable
{
    /// <summary>
    /// The online module with its current weights. Owned by the pair; treat it as read-only.
    /// </summary>
    QNetwork Network { get; }

    /// <summary>The values of the online network.</summary>
    IQFunction Learning { get; }

    /// <summary>The values of the target network.</summary>
    IQFunction Target { get; }

    /// <summary>Runs the online network and keeps what <see cref="ApplyGradient"/> needs.</summary>
    /// <param name="states">The states of a batch.</param>
    /// <param name="outputs">Receives B × A × N values, row-major, with N values per action.</param>
    void Forward(StateBatch states, Span<float> outputs);

    /// <summary>Takes one optimizer step with the gradient of the latest <see cref="Forward"/>.</summary>
    /// <param name="gradient">dL/d(outputs): as many values as there were outputs.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="maxNorm">The norm over all parameters to which a longer gradient is clipped.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="DivergenceException">The norm is infinite or NaN.</exception>
    double ApplyGradient(ReadOnlySpan<float> gradient, double learningRate, double maxNorm);

    /// <summary>Reads the weights of the module if other code changed them since <see cref="Show"/>.</summary>
    void TakeOver()
    {
    }

    /// <summary>Writes the current weights to the module, where other code can read them.</summary>
    void Show()
    {
    }

    /// <summary>
    /// Reads the weights of the module, some of which were reinitialized, and restarts the optimizer for these.
    /// </summary>
    /// <param name="drawn">The weights; null for all.</param>
    void BeginAnew(IReadOnlyList<DrawnWeights>? drawn);

    /// <summary>Moves the target network by a share τ of the distance to the online network; 1 copies it.</summary>
    void BlendTarget(double rate);

    /// <summary>Copies the target network.</summary>
    QNetwork CopyTarget();

    /// <summary>Copies the weights of another network of the same architecture to the target network.</summary>
    void ReadTarget(QNetwork target);

    /// <summary>
    /// The values of a third network, without exploration noise, which is evaluated: the average of the online weights.
    /// It starts with these weights at its first use.
    /// </summary>
    IQFunction Average { get; }

    /// <summary>Moves the average by a share of the distance to the online network; 1 copies it.</summary>
    void BlendAverage(double rate);

    /// <summary>Copies the average.</summary>
    QNetwork CopyAverage();

    /// <summary>Copies the weights of another network of the same architecture to the average.</summary>
    void ReadAverage(QNetwork average);

    /// <summary>Returns whether every weight and every buffer of the online network is finite.</summary>
    bool IsFinite();

    /// <summary>
    /// Copies the online network or the target network, whichever has finite weights; null if neither has.
    /// </summary>
    QNetwork? CopyFinite();

    /// <summary>Writes both networks and the state of the optimizer.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Restores what a pair of the same architecture and settings wrote.</summary>
    /// <exception cref="InvalidDataException">The saved networks have other tensors.</exception>
    void Load(BinaryReader reader);
}
