using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>Learns from batches of logged transitions.</summary>
internal interface ILearner : IDisposable
{
    /// <summary>
    /// The distance of each transition of the latest batch from its target, which is its priority in a replay.
    /// </summary>
    float[] AbsoluteErrors { get; }

    /// <summary>The learner of values; one of several may be.</summary>
    DqnLearner ValueLearner { get; }

    /// <summary>Takes one gradient step on the loss of a batch.</summary>
    /// <param name="batch">The transitions.</param>
    /// <param name="step">The progress of the training, for the learning rate.</param>
    UpdateResult Update(TransitionBatch batch, long step);

    /// <summary>Moves the target network toward the online network, a number of times.</summary>
    void UpdateTarget(long times = 1);

    /// <summary>Checks every weight.</summary>
    /// <exception cref="TrainingDivergedException">A weight is infinite or NaN.</exception>
    void RequireFinite();

    /// <summary>Copies the network that a policy uses; the caller owns the copy.</summary>
    QNetwork CopyNetwork();

    /// <summary>Copies it, or an earlier form, with finite weights; null if there is none.</summary>
    QNetwork? CopyFinite();

    /// <summary>Writes the state that a learner with the same settings needs to continue.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The saved networks have other tensors.</exception>
    void Load(BinaryReader reader);
}
