using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>What learns from batches of logged transitions.</summary>
internal interface ILearner : IDisposable
{
    /// <summary>How far each transition of the latest batch was from its target: its priority in a replay.</summary>
    float[] AbsoluteErrors { get; }

    /// <summary>What learns values, of those that learn.</summary>
    DqnLearner ValueLearner { get; }

    /// <summary>Takes one step down the gradient of the loss of a batch.</summary>
    /// <param name="batch">The transitions.</param>
    /// <param name="step">How far training has come, for the learning rate.</param>
    UpdateResult Update(TransitionBatch batch, long step);

    /// <summary>Moves the target network toward the learning one, so many times.</summary>
    void UpdateTarget(long times = 1);

    /// <summary>Looks at every weight.</summary>
    /// <exception cref="TrainingDivergedException">A weight is infinite or not a number.</exception>
    void RequireFinite();

    /// <summary>A copy of the network that a policy acts by; the caller owns it.</summary>
    QNetwork CopyNetwork();

    /// <summary>A copy of it, or of an earlier form, with finite weights; null where there is none.</summary>
    QNetwork? CopyFinite();

    /// <summary>Writes what a learner with the same settings needs to go on.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The saved networks have other tensors.</exception>
    void Load(BinaryReader reader);
}
